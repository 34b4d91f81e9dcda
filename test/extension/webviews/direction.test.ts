import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DirectedCue } from '../../../extension/directionProtocol.ts';
import { violations } from './axe.ts';
import { findBrowser } from '../../programs/findBrowser.ts';
import { errorsOf, launchBrowser, noBrowser, openPage, type PageOptions } from './browserPage.ts';

const there = findBrowser() !== undefined;
if (!there) console.log(`The direction editor is not tested: ${noBrowser}.`);

const mira: DirectedCue = {
  id: 'cue-1',
  speaker: 'MIRA',
  text: 'Don’t go in there.',
  source: 'weights',
  inherited: '',
  mood: null,
  moods: ['terrified', 'weary'],
  weights: [0, 0.15, 0, 0.4, 0, 0, 0.2, 0],
  words: '',
  recording: '',
  strength: 1,
  length: '0.9x',
  seconds: 1.8,
};

describe.skipIf(!there)('the page of the direction editor', () => {
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

  const open = async (cue: DirectedCue | null, options: Omit<PageOptions, 'page'> = {}) => {
    page = await openPage(browser, {
      page: 'direction',
      context: { viewport: { width: 760, height: 620 } },
      ...options,
    });
    await show(cue);
  };
  const show = (cue: DirectedCue | null) => page.evaluate((shown) => host.send({ kind: 'cue', cue: shown }), cue);
  const redirects = () =>
    page.evaluate(() =>
      host.messages.flatMap((message) => (message.kind === 'redirect' ? [{ ...message, at: undefined }] : [])),
    );
  const slider = (name: string) => page.getByRole('slider', { name });

  it('says what to do where no line is', async () => {
    await open(null);
    expect(await page.locator('.empty').innerText()).toContain('No line to direct.');
    expect(await page.locator('.form').isVisible()).toBe(false);
  });

  it('shows the line as it stands', async () => {
    await open(mira);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('MIRA Don’t go in there.');
    expect(await slider('afraid').inputValue()).toBe('0.4');
    expect(await page.getByRole('radio', { name: 'Mix' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Factor' }).isChecked()).toBe(true);
    expect(await page.locator('.predicted').innerText()).toBe('The line will take about 1.8 s.');
    expect(await page.locator('.total-text').innerText()).toBe('Sum 0.75, at most 0.8');
  });

  it('takes a mood of the script as it is', async () => {
    await open({ ...mira, mood: 'weary' });
    const mood = (name: string) =>
      page.getByRole('group', { name: 'Moods of the script' }).getByRole('button', { name });
    expect(await mood('weary').getAttribute('aria-pressed')).toBe('true');
    await mood('terrified').click();
    expect(await redirects()).toEqual([
      { kind: 'redirect', cue: 'cue-1', direction: { mood: 'terrified' }, final: true },
    ]);
    // The line answers: the mood's weights are shown, and the button stays the same one.
    await show({ ...mira, mood: 'terrified', weights: [0, 0, 0, 0.6, 0, 0, 0, 0] });
    expect(await mood('terrified').getAttribute('aria-pressed')).toBe('true');
    expect(await mood('terrified').evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await slider('afraid').inputValue()).toBe('0.6');
  });

  it('says what a line inherits, and goes on from there', async () => {
    await open({ ...mira, source: 'own', inherited: 'afraid 0.4. From the speaker’s entry in the cast.' });
    expect(await page.getByRole('radio', { name: 'Inherited' }).isChecked()).toBe(true);
    expect(await page.locator('.inherited').innerText()).toBe(
      'Inherited: afraid 0.4. From the speaker’s entry in the cast.',
    );
    await page.getByRole('radio', { name: 'Mix' }).check({ force: true });
    expect(await slider('afraid').inputValue()).toBe('0.4');
  });

  it('writes a key press at once, as one step', async () => {
    await open(mira);
    await slider('calm').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await redirects()).toEqual([
      { kind: 'redirect', cue: 'cue-1', direction: { weights: [0, 0.15, 0, 0.4, 0, 0, 0.2, 0.05] }, final: true },
      { kind: 'redirect', cue: 'cue-1', direction: { weights: [0, 0.15, 0, 0.4, 0, 0, 0.2, 0.06] }, final: true },
    ]);
  });

  it('follows a slider ten times a second at most, and ends with one final step', async () => {
    await open(mira);
    const box = await slider('happy').boundingBox();
    if (box === null) throw new Error('no slider');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + 8, y);
    await page.mouse.down();
    for (let step = 1; step <= 40; step++) await page.mouse.move(box.x + 8 + step * 3, y);
    // The host answers with the line while the mouse still holds the slider: it stays in the hand.
    await show({ ...mira, weights: [0.05, 0.1, 0, 0.3, 0, 0, 0.1, 0] });
    const held = await slider('happy').inputValue();
    await page.mouse.up();
    const all = await page.evaluate(() =>
      host.messages.flatMap((each) => (each.kind === 'redirect' ? [{ at: each.at, final: each.final }] : [])),
    );
    expect(all.filter(({ final }) => final)).toHaveLength(1);
    expect(all.at(-1)?.final).toBe(true);
    const moving = all.filter(({ final }) => !final).map(({ at }) => at);
    for (let index = 1; index < moving.length; index++) {
      expect((moving[index] ?? 0) - (moving[index - 1] ?? 0)).toBeGreaterThanOrEqual(95);
    }
    const last = (await redirects()).at(-1);
    expect(last?.direction.weights?.[0]).toBe(Number(held));
    expect(Number(held)).toBeGreaterThan(0.3);
  });

  it('is pulled by its petals', async () => {
    await open({ ...mira, weights: [0, 0, 0, 0, 0, 0, 0, 0] });
    const box = await page.locator('.flower').boundingBox();
    if (box === null) throw new Error('no flower');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    // Upwards is happy; the pull stays on that petal though the mouse strays.
    await page.mouse.move(x, y - 30);
    await page.mouse.down();
    await page.mouse.move(x + 40, y - 75, { steps: 4 });
    await page.mouse.up();
    const last = (await redirects()).at(-1);
    expect(last?.final).toBe(true);
    expect(last?.direction.weights?.[0]).toBeGreaterThan(0.4);
    expect(last?.direction.weights?.slice(1)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('says that too much is scaled, and scales', async () => {
    await open({ ...mira, weights: [0.6, 0, 0, 0, 0, 0, 0.6, 0] });
    expect(await page.locator('.total-text').innerText()).toBe('Sum 1.20: more than 0.8 is heard scaled down to 0.8.');
    await page.getByRole('button', { name: 'Scale to 0.8' }).click();
    expect((await redirects()).at(-1)).toMatchObject({
      direction: { weights: [0.4, 0, 0, 0, 0, 0, 0.4, 0] },
      final: true,
    });
    expect(await page.getByRole('button', { name: 'Scale to 0.8' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect((await redirects()).at(-1)).toMatchObject({ direction: { weights: null }, final: true });
  });

  it('takes words, with a strength', async () => {
    await open({ ...mira, source: 'own', weights: [0, 0, 0, 0, 0, 0, 0, 0], length: '' });
    await page.getByRole('radio', { name: 'Words' }).check({ force: true });
    // Nothing to be written yet; and the same line again leaves the choice alone.
    expect(await redirects()).toEqual([]);
    await show({ ...mira, source: 'own', weights: [0, 0, 0, 0, 0, 0, 0, 0], length: '' });
    await page.getByRole('textbox', { name: 'Describe how it is said' }).fill('close to tears');
    await page.keyboard.press('Tab');
    expect((await redirects()).at(-1)).toMatchObject({
      direction: { words: { words: 'close to tears', strength: 0.6 } },
      final: true,
    });
    await page.getByRole('radio', { name: 'Inherited' }).check({ force: true });
    expect((await redirects()).at(-1)).toMatchObject({ direction: { weights: null, words: null, recording: null } });
  });

  it('leaves it to the words of the line, with a strength', async () => {
    await open(mira);
    await page.getByRole('radio', { name: 'From the text' }).check({ force: true });
    expect((await redirects()).at(-1)).toMatchObject({ direction: { auto: { strength: 0.6 } }, final: true });
    await slider('Strength').focus();
    await page.keyboard.press('ArrowUp');
    expect((await redirects()).at(-1)).toMatchObject({ direction: { auto: { strength: 0.65 } }, final: true });
  });

  it('takes a recording of the list, or has one chosen', async () => {
    await open({ ...mira, source: 'recording', recording: 'other.wav', strength: 0.8 });
    await page.evaluate(() => host.send({ kind: 'recordings', paths: ['a.wav', 'b.wav'] }));
    const list = page.getByRole('combobox', { name: 'Sounds like this recording' });
    expect(await list.inputValue()).toBe('other.wav');
    await list.selectOption('b.wav');
    expect((await redirects()).at(-1)).toMatchObject({ direction: { recording: { path: 'b.wav', strength: 0.8 } } });
    await page.getByRole('button', { name: 'Choose…' }).click();
    expect(await page.evaluate(() => host.messages.at(-1))).toMatchObject({ kind: 'chooseRecording', cue: 'cue-1' });
  });

  it('sets the length: free, seconds, factor; what it has no controls for stays as it is written', async () => {
    await open({ ...mira, length: 'max 3s' });
    expect(await page.locator('.length .hint').innerText()).toBe('The script says [max 3s].');
    await page.getByRole('radio', { name: 'Seconds' }).check({ force: true });
    expect((await redirects()).at(-1)).toMatchObject({ direction: { length: '1.8s' }, final: true });
    await page.getByRole('spinbutton', { name: 'Length in seconds' }).fill('2.45');
    await page.keyboard.press('Tab');
    expect((await redirects()).at(-1)).toMatchObject({ direction: { length: '2.45s' }, final: true });
    await page.getByRole('radio', { name: 'Free' }).check({ force: true });
    expect((await redirects()).at(-1)).toMatchObject({ direction: { length: null }, final: true });
    await show({ ...mira, length: '', seconds: 2 });
    await page.getByRole('radio', { name: 'Factor' }).check({ force: true });
    await slider('Of its own length').focus();
    await page.keyboard.press('ArrowLeft');
    expect((await redirects()).at(-1)).toMatchObject({ direction: { length: '0.95x' } });
    expect(await page.locator('.predicted').innerText()).toBe('The line will take about 1.9 s.');
  });

  it('plays the line, and stops it', async () => {
    await open(mira);
    await page.getByRole('button', { name: 'Listen' }).click();
    expect(await page.evaluate(() => host.messages.at(-1))).toMatchObject({ kind: 'preview', cue: 'cue-1' });
    await page.evaluate(() => host.send({ kind: 'playing', playing: true }));
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await page.evaluate(() => host.messages.at(-1))).toMatchObject({ kind: 'stop' });
  });

  it('speaks Chinese', async () => {
    await open(mira, { locale: 'zh' });
    await page.getByRole('button', { name: '试听' }).waitFor();
    expect((await page.locator('body').innerText()).match(/direction\/[a-z-]+/g)).toBeNull();
  });

  for (const theme of ['dark', 'light', 'hc-black', 'hc-light'] as const) {
    it(`is accessible (axe-core) in the theme ${theme}, whatever the source`, async () => {
      await open({ ...mira, weights: [0.6, 0, 0, 0.4, 0, 0, 0, 0] }, { theme });
      for (const source of ['Mix', 'Recording', 'Words', 'From the text', 'Inherited']) {
        await page.getByRole('radio', { name: source }).check({ force: true });
        expect(await violations(page)).toEqual([]);
      }
    });
  }
});
