import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reel } from '../../../production/productionService.ts';
import { violations } from './axe.ts';
import { findBrowser } from '../../programs/findBrowser.ts';
import { errorsOf, launchBrowser, noBrowser, openPage, type PageOptions } from './browserPage.ts';
import { peaksOf, reelOf, type ReelRecipe } from './reels.ts';

const there = findBrowser() !== undefined;
if (!there) console.log(`The player is not tested: ${noBrowser}.`);

describe.skipIf(!there)('the page of the player', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    expect(errorsOf(page)).toEqual([]);
    await page.close();
  });
  afterAll(() => browser.close());

  const open = async (recipe: ReelRecipe, options: Omit<PageOptions, 'page'> = {}): Promise<Reel> => {
    const reel = reelOf(recipe);
    page = await openPage(browser, { page: 'player', peaks: peaksOf(reel).toString('base64'), ...options });
    await show(reel);
    return reel;
  };
  const show = (reel: Reel) => page.evaluate((shown) => host.send({ kind: 'reel', reel: shown }), reel);
  const sent = (kind: string) => page.evaluate((wanted) => host.messages.filter((each) => each.kind === wanted), kind);
  const regions = () => page.locator('.waves [part~=cue]');
  const frameNow = async () => {
    const last = (await sent('position')).at(-1);
    return last?.kind === 'position' ? last.frame : undefined;
  };

  it('says what to do while there is nothing', async () => {
    page = await openPage(browser, { page: 'player' });
    expect(await page.locator('.empty').innerText()).toContain('Nothing to hear yet.');
    expect(await page.getByRole('button', { name: 'Play' }).isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
  });

  it('shows title, length, cues and speakers', async () => {
    await open({ cues: 14, length: 3, ready: 11 });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('The Harbour');
    expect(await page.locator('.length').textContent()).toBe('0:45.9');
    expect(await regions().count()).toBe(14);
    expect(await page.locator('.waves [part~=name]').first().textContent()).toBe('MIRA');
    expect(await page.locator('.cues').ariaSnapshot()).toContain(
      'option "MIRA The harbour lights went out one by one, and nobody asked why. 0:00.0" [selected]',
    );
    expect(await page.locator('.row').last().innerText()).toContain('Not made yet.');
    expect(await page.locator('.waves [part=unready]').isVisible()).toBe(true);
  });

  it('draws the waveform from peaks alone', async () => {
    await open({ cues: 5, length: 3 });
    // Something of the colour of waves stands in the middle of the first cue, and nothing is ever decoded.
    await page.waitForFunction(() => {
      const canvas = document
        .querySelector('.waves > div')
        ?.shadowRoot?.querySelector<HTMLCanvasElement>('.canvases canvas');
      const context = canvas?.getContext('2d');
      if (canvas == null || context == null) return false;
      const { data } = context.getImageData(0, Math.round(canvas.height * 0.35), Math.round(canvas.width / 5), 1);
      return data.some((value, at) => at % 4 === 3 && value > 0);
    });
    expect(await sent('soundWanted')).toEqual([]);
    expect(await sent('peaksWanted')).toHaveLength(1);
  });

  it('asks for the peaks again when there is more of it, once a second at most', async () => {
    await open({ cues: 10, ready: 2 });
    await show(reelOf({ cues: 10, ready: 6 }));
    await show(reelOf({ cues: 10, ready: 10 }));
    await page.waitForFunction(() => host.messages.filter(({ kind }) => kind === 'peaksWanted').length === 2);
    expect(await page.locator('.waves [part=unready]').isVisible()).toBe(false);
  });

  it('has only what is in view in the document, of an hour with 1,500 cues', async () => {
    const reel = await open({ cues: 1500, length: 2.1, gap: 0.3 });
    expect(await regions().count()).toBe(0);
    for (let times = 0; times < 12; times++) await page.keyboard.press('+');
    await page.waitForFunction(() => document.querySelectorAll('audio').length === 2);
    const shown = await regions().count();
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(100);
    expect(await page.locator('.row').count()).toBeLessThan(60);
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.querySelector('.line')?.textContent !== '');
    expect(await page.locator('.row[aria-selected=true]').getAttribute('aria-posinset')).toBe(String(reel.cues.length));
    expect(await regions().count()).toBeLessThan(100);
  });

  it('goes where one clicks, and shows the line in the script on a double click', async () => {
    const reel = await open({ cues: 6, length: 3 });
    const region = regions().nth(4);
    await region.click({ position: { x: 2, y: 60 } });
    expect(await page.locator('.row[aria-selected=true]').getAttribute('aria-posinset')).toBe('5');
    await region.dblclick({ position: { x: 20, y: 60 } });
    expect(await sent('reveal')).toMatchObject([{ cue: 'cue-4' }]);
    const frame = (await frameNow()) ?? 0;
    expect(frame).toBeGreaterThanOrEqual(reel.cues[4]?.start ?? 0);
    expect(frame).toBeLessThan(reel.cues[5]?.start ?? 0);
  });

  it('does everything by keys', async () => {
    const reel = await open({ cues: 12, length: 3 });
    const start = (index: number) => reel.cues[index]?.start;
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    expect(await frameNow()).toBe(start(2));
    await page.keyboard.press('[');
    expect(await frameNow()).toBe(start(1));
    await page.keyboard.press('Enter');
    expect(await sent('reveal')).toMatchObject([{ cue: 'cue-1' }]);
    await page.keyboard.press(' ');
    await page.locator('main[data-state=playing]').waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await page.locator('main[data-state=paused]').waitFor({ state: 'attached' });
    expect(await frameNow()).toBe(start(1));
    await page.keyboard.press('>');
    expect(await page.getByRole('combobox', { name: 'Speed' }).inputValue()).toBe('1.1');
    await page.keyboard.press('9');
    expect(await page.getByRole('slider', { name: 'Volume' }).inputValue()).toBe('0.9');
    await page.keyboard.press('m');
    expect(await page.getByRole('button', { name: 'Mute' }).getAttribute('aria-pressed')).toBe('true');
    expect(
      await page
        .locator('audio')
        .first()
        .evaluate((audio) => (audio as HTMLAudioElement).volume),
    ).toBe(0);
    await page.keyboard.press('l');
    await page.getByRole('button', { name: 'Repeat: this line' }).waitFor();
    await page.keyboard.press('f');
    expect(await page.getByRole('button', { name: 'Follow in the script' }).getAttribute('aria-pressed')).toBe('false');
    expect((await sent('position')).at(-1)).toMatchObject({ follow: false });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
  });

  it('leaves keys to the controls that have the focus, and to the editor', async () => {
    await open({ cues: 3 });
    await page.getByRole('button', { name: 'Mute' }).focus();
    await page.keyboard.press(' ');
    expect(await page.locator('main').getAttribute('data-state')).toBe('paused');
    expect(await page.getByRole('button', { name: 'Mute' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('slider', { name: 'Volume' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await sent('position')).toHaveLength(1);
    await page.keyboard.press('Control+l');
    expect(await page.getByRole('button', { name: 'Repeat: off' }).count()).toBe(1);
  });

  it('has a list with one stop for Tab, in which arrows go from line to line', async () => {
    const reel = await open({ cues: 40 });
    expect(await page.locator('.row[tabindex="0"]').count()).toBe(1);
    await page.locator('.row').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    const focused = page.locator('.row:focus');
    expect(await focused.getAttribute('aria-posinset')).toBe('39');
    expect(await page.locator('.row[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await sent('reveal')).toMatchObject([{ cue: 'cue-38' }]);
    await page.keyboard.press('p');
    await page.locator('main[data-state=playing]').waitFor({ state: 'attached' });
    expect(((await sent('soundWanted'))[0] as { from: number }).from).toBe(reel.cues[38]?.start);
    // The focus stays where the reader has put it.
    expect(await focused.getAttribute('aria-posinset')).toBe('39');
  });

  it('lights the word that is said, and tells screen readers the line once', async () => {
    const reel = await open({ cues: 2, length: 12 });
    await page.evaluate((id) => host.send({ kind: 'play', reel: id, from: 0 }), reel.id);
    await page.waitForFunction(() => document.querySelector('.word.lit')?.textContent === 'lights');
    expect(await page.locator('.line').getAttribute('aria-live')).toBe('polite');
    expect(await page.locator('.line').innerText()).toBe(
      'MIRA The harbour lights went out one by one, and nobody asked why.',
    );
    expect(await page.locator('.word.lit').count()).toBe(1);
    const level = await page.locator('.level-bar').evaluate((bar) => new DOMMatrix(getComputedStyle(bar).transform).a);
    expect(level).toBeGreaterThan(0.5);
  });

  it('keeps the word that is said in view in a line longer than its place', async () => {
    const text = 'One more word of a very long line of narration, '.repeat(30).trim();
    const reel = await open({ cues: 1, length: 20, texts: [text] });
    await page.evaluate((id) => host.send({ kind: 'play', reel: id, from: 0 }), reel.id);
    await page.locator('main[data-state=playing]').waitFor({ state: 'attached' });
    for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => {
      const line = document.querySelector('.line');
      const word = document.querySelector('.word.lit');
      if (line === null || word === null || line.scrollTop === 0) return false;
      const [place, lit] = [line.getBoundingClientRect(), word.getBoundingClientRect()];
      return lit.top >= place.top && lit.bottom <= place.bottom;
    });
    expect(await violations(page)).toEqual([]);
  });

  it('fills its place, whatever the size of the panel', async () => {
    await open({ cues: 5 });
    for (const height of [220, 480, 300]) {
      await page.setViewportSize({ width: 1000, height });
      await page.waitForFunction(() => {
        const waves = document.querySelector('.waves');
        const canvases = waves?.firstElementChild?.shadowRoot?.querySelector('.canvases');
        return waves?.clientHeight === canvases?.clientHeight;
      });
      // No scroll bar across, and what is heard is seen whole.
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
    }
  });

  it('marks the cue that the cursor stands in', async () => {
    await open({ cues: 5 });
    await page.evaluate(() => host.send({ kind: 'cursor', cue: 'cue-3' }));
    expect(await page.locator('.row.cursor-cue').getAttribute('aria-posinset')).toBe('4');
    expect(await page.locator('.waves [part~=cursor-cue]').getAttribute('data-cue')).toBe('3');
  });

  it('shows what the host says', async () => {
    await open({ cues: 2 });
    await page.evaluate(() => host.send({ kind: 'notice', text: 'Loading the model.' }));
    expect(await page.getByRole('status').innerText()).toBe('Loading the model.');
    await page.evaluate(() => host.send({ kind: 'notice', text: null }));
    expect(await page.getByRole('status').isVisible()).toBe(false);
  });

  it('speaks Chinese', async () => {
    await open({ cues: 2 }, { locale: 'zh' });
    await page.getByRole('button', { name: '播放', exact: true }).waitFor();
    const untranslated = (await page.locator('body').innerText()).match(/player\/[a-z-]+/g);
    expect(untranslated).toBeNull();
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').innerText()).toContain('在剧本中显示这句');
  });

  for (const theme of ['dark', 'light', 'hc-black', 'hc-light'] as const) {
    it(`is accessible (axe-core), and speakers stand out from the ground, in the theme ${theme}`, async () => {
      const speakers = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
      const reel = await open({ cues: 16, ready: 12, speakers }, { theme });
      await page.evaluate((id) => {
        host.send({ kind: 'cursor', cue: 'cue-1' });
        host.send({ kind: 'notice', text: 'A notice.' });
        host.send({ kind: 'play', reel: id, from: 0 });
      }, reel.id);
      await page.locator('main[data-state=playing]').waitFor({ state: 'attached' });
      await page.evaluate(() => host.send({ kind: 'toggle' }));
      expect(await violations(page)).toEqual([]);
      const contrasts = await page.evaluate(() => {
        const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const luminance = new Map<string, number>();
        const colours = [...document.querySelectorAll('.row .swatch')].map((swatch) =>
          getComputedStyle(swatch).getPropertyValue('--speaker'),
        );
        const probe = document.body.appendChild(document.createElement('i'));
        const all = [...colours, 'var(--ground)', 'var(--wave)'];
        for (const colour of all) {
          if (context === null) break;
          probe.style.color = colour;
          context.fillStyle = getComputedStyle(probe).color;
          context.fillRect(0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data]
            .map((value) => value / 255)
            .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
          luminance.set(colour, 0.2126 * red + 0.7152 * green + 0.0722 * blue);
        }
        const ground = luminance.get('var(--ground)') ?? 0;
        return all
          .filter((colour) => colour !== 'var(--ground)')
          .map((colour) => {
            const own = luminance.get(colour) ?? 0;
            return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
          });
      });
      expect(contrasts.length).toBeGreaterThan(6);
      expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(3);
      await page.keyboard.press('?');
      expect(await violations(page)).toEqual([]);
    });
  }

  it('holds in forced colours, and in a narrow side bar', async () => {
    await open({ cues: 8 }, { context: { forcedColors: 'active', viewport: { width: 320, height: 500 } } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    // The colours that are forced are none that a script could read.
    expect(await violations(page, ['color-contrast'])).toEqual([]);
  });
});
