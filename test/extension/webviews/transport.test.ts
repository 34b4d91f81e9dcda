import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reel } from '../../../production/productionService.ts';
import { findBrowser } from '../../programs/findBrowser.ts';
import { launchBrowser, noBrowser, openPage } from './browserPage.ts';
import { reelOf } from './reels.ts';

const there = findBrowser() !== undefined;
if (!there) console.log(`The player is not tested: ${noBrowser}.`);

describe.skipIf(!there)('the transport, in a browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(() => page.close());
  afterAll(() => browser.close());

  const open = async (reel: Reel) => {
    page = await openPage(browser, { page: 'player' });
    await show(reel);
  };
  const show = (reel: Reel) => page.evaluate((shown) => host.send({ kind: 'reel', reel: shown }), reel);
  const play = (reel: Reel, from: number, to?: number) =>
    page.evaluate(
      (order) =>
        host.send({ kind: 'play', reel: order.id, from: order.from, ...(order.to === null ? {} : { to: order.to }) }),
      { id: reel.id, from, to: to ?? null },
    );
  const state = (wanted: string) => page.locator(`main[data-state=${wanted}]`).waitFor({ state: 'attached' });
  const positions = () =>
    page.evaluate(() => host.messages.flatMap((message) => (message.kind === 'position' ? [message] : [])));
  const wanted = () =>
    page.evaluate(() =>
      host.messages.flatMap((message) => (message.kind === 'soundWanted' ? [[message.from, message.to]] : [])),
    );
  const audible = () =>
    page.locator('audio').evaluateAll((all) => all.filter((each) => !(each as HTMLAudioElement).paused).length);
  const advances = () =>
    page.waitForFunction(
      () => (document.querySelector<HTMLAudioElement>('audio[data-sounding]')?.currentTime ?? 0) > 0.05,
    );

  it('plays a cue as one sound, as long as the take to the sample, and stops at its end', async () => {
    const reel = reelOf({ cues: 1, length: 1.2345 });
    await open(reel);
    await page.evaluate(() => {
      for (const audio of document.querySelectorAll('audio')) {
        audio.addEventListener('playing', () => {
          document.body.dataset['seconds'] = String(audio.duration);
          document.body.dataset['times'] = String(Number(document.body.dataset['times'] ?? 0) + 1);
        });
      }
    });
    await play(reel, 0);
    await state('ended');
    const frames = Number(await page.evaluate(() => document.body.dataset['seconds'])) * reel.sampleRate;
    expect(frames).toBeCloseTo(reel.frames, 6);
    expect(reel.frames).toBe(29628);
    const all = await positions();
    expect(all.map((each) => each.state)).toEqual(['paused', 'waiting', 'playing', 'ended']);
    expect(all.at(-1)?.frame).toBe(reel.frames);
    expect(await page.evaluate(() => document.body.dataset['times'])).toBe('1');
  });

  it('asks for slices that follow each other without a gap, each cut at the start of a cue', async () => {
    const reel = reelOf({ cues: 40, length: 2, gap: 0.3 });
    await open(reel);
    await play(reel, 0);
    await advances();
    await page.selectOption('select', '2');
    await page.waitForFunction(() => host.messages.filter(({ kind }) => kind === 'soundWanted').length >= 3);
    const slices = await wanted();
    const starts = new Set(reel.cues.map(({ start }) => start));
    slices.forEach(([from = -1, to = -1], index) => {
      expect(starts).toContain(from);
      expect(starts).toContain(to);
      expect(from).toBe(index === 0 ? 0 : slices[index - 1]?.[1]);
    });
    // The first is short, so that it is there soon.
    expect((slices[0]?.[1] ?? 0) / reel.sampleRate).toBeLessThan(10);
    expect((slices[1]?.[1] ?? 0) - (slices[1]?.[0] ?? 0)).toBeGreaterThanOrEqual(20 * reel.sampleRate);
  });

  it('goes through every slice: no cue is left out, and the place never goes back', async () => {
    const reel = reelOf({ cues: 8, length: 1.2, gap: 0.2, sampleRate: 16000 });
    // Grown in three steps, so it comes in several slices.
    await open({ ...reel, complete: false, readyFrames: reel.cues[3]?.start ?? 0 });
    await play(reel, 0);
    await advances();
    await show({ ...reel, complete: false, readyFrames: reel.cues[6]?.start ?? 0 });
    await page.locator('main[data-state=waiting]').waitFor({ state: 'attached' });
    await show(reel);
    await state('ended');
    const all = await positions();
    const heard = all.filter((each) => each.state === 'playing').map(({ cue }) => cue);
    expect([...new Set(heard)]).toEqual(reel.cues.map(({ id }) => id));
    const frames = all.map(({ frame }) => frame);
    expect(frames).toEqual([...frames].sort((one, other) => one - other));
    expect(frames.at(-1)).toBe(reel.frames);
  });

  it('waits for what is not ready and goes on by itself when it is', async () => {
    const reel = reelOf({ cues: 3, length: 0.5 });
    await open({ ...reel, complete: false, readyFrames: 0 });
    await play(reel, reel.cues[1]?.start ?? 0);
    await state('waiting');
    expect(await page.locator('.notice').textContent()).toContain('Waiting for the voice');
    expect(await wanted()).toEqual([]);
    await show(reel);
    await state('playing');
    await state('ended');
    expect((await wanted())[0]?.[0]).toBe(reel.cues[1]?.start);
  });

  it('keeps a play for a reel that comes later', async () => {
    const reel = reelOf({ cues: 1, length: 0.3, id: 'later' });
    page = await openPage(browser, { page: 'player' });
    await play(reel, 0);
    await show(reel);
    await state('ended');
  });

  it('stops at `to`, exactly', async () => {
    const reel = reelOf({ cues: 5, length: 0.4 });
    await open(reel);
    const cue = reel.cues[2];
    const [from, to] = [cue?.start ?? 0, (cue?.start ?? 0) + (cue?.length ?? 0)];
    await play(reel, from, to);
    await state('ended');
    expect(await wanted()).toEqual([[from, to]]);
    expect((await positions()).at(-1)?.frame).toBe(to);
  });

  it('ends the old play when a new one begins, and frees its sounds', async () => {
    const reel = reelOf({ cues: 20, length: 2 });
    await open(reel);
    for (const cue of [0, 5, 9]) {
      await play(reel, reel.cues[cue]?.start ?? 0);
      await advances();
      expect(await audible()).toBe(1);
    }
    expect(await page.evaluate(() => host.urls.size)).toBeLessThanOrEqual(2);
    await page.evaluate(() => host.send({ kind: 'stop' }));
    await state('paused');
    expect(await audible()).toBe(0);
    expect(await page.evaluate(() => host.urls.size)).toBe(0);
    expect((await positions()).at(-1)?.frame).toBe(reel.cues[9]?.start);
  });

  it('drops a sound that comes after the stop', async () => {
    const reel = reelOf({ cues: 2, length: 0.5 });
    await open(reel);
    await page.evaluate((id) => {
      host.soundDelay = 100;
      host.send({ kind: 'play', reel: id, from: 0 });
      host.send({ kind: 'stop' });
    }, reel.id);
    await page.waitForTimeout(300);
    await state('paused');
    expect(await audible()).toBe(0);
  });

  it('pauses, goes on from there, and starts again after the end', async () => {
    const reel = reelOf({ cues: 1, length: 4 });
    await open(reel);
    await play(reel, 0);
    await advances();
    await page.evaluate(() => host.send({ kind: 'toggle' }));
    await state('paused');
    const at = (await positions()).at(-1)?.frame ?? 0;
    expect(at).toBeGreaterThan(0);
    await page.evaluate(() => host.send({ kind: 'toggle' }));
    await state('playing');
    expect((await positions()).at(-1)?.frame).toBeGreaterThanOrEqual(at);
    await state('ended');
    await page.evaluate(() => host.send({ kind: 'toggle' }));
    await state('playing');
  });

  it('repeats a line, and all of it', async () => {
    const reel = reelOf({ cues: 3, length: 0.4, gap: 0.1 });
    await open(reel);
    await play(reel, reel.cues[1]?.start ?? 0);
    await page.keyboard.press('l');
    // Fetched once, kept, and played four times.
    await page.evaluate(() => {
      for (const audio of document.querySelectorAll('audio')) {
        audio.addEventListener(
          'play',
          () => (document.body.dataset['plays'] = `${document.body.dataset['plays'] ?? ''}.`),
        );
      }
    });
    await page.waitForFunction(() => (document.body.dataset['plays'] ?? '').length >= 4);
    const cue = reel.cues[1];
    expect((await wanted()).slice(1)).toContainEqual([cue?.start, (cue?.start ?? 0) + (cue?.length ?? 0)]);
    expect(new Set((await positions()).slice(2).map((each) => each.cue))).toEqual(new Set(['cue-1']));
    await page.keyboard.press('l');
    await page.waitForFunction(
      () => host.messages.filter((each) => each.kind === 'position' && each.cue === 'cue-0').length >= 2,
    );
  });

  it('keeps the pitch at another speed', async () => {
    const reel = reelOf({ cues: 1, length: 2 });
    await open(reel);
    await page.selectOption('select', '0.5');
    await play(reel, 0);
    await advances();
    expect(
      await page.locator('audio[data-sounding]').evaluate((each) => {
        const audio = each as HTMLAudioElement;
        return [audio.playbackRate, audio.preservesPitch];
      }),
    ).toEqual([0.5, true]);
  });

  it('goes to a place that is loaded without asking again, and to another by a new slice', async () => {
    const reel = reelOf({ cues: 40, length: 2 });
    await open(reel);
    await play(reel, 0);
    await advances();
    const before = (await wanted()).filter(([from]) => from === 0).length;
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      () => (document.querySelector<HTMLAudioElement>('audio[data-sounding]')?.currentTime ?? 0) > 5,
    );
    expect((await wanted()).filter(([from]) => from === 0).length).toBe(before);
    await page.keyboard.press('End');
    await state('ended');
    expect((await positions()).at(-1)?.frame).toBe(reel.frames);
  });

  it('says that a sound is not there any more', async () => {
    const reel = reelOf({ cues: 1 });
    await open(reel);
    await page.evaluate(() => (host.soundDelay = null));
    await play(reel, 0);
    await state('paused');
    expect(await page.locator('.notice').textContent()).toContain('not there any more');
    expect(await page.evaluate(() => host.messages.filter(({ kind }) => kind === 'failed').length)).toBe(1);
  });

  it('shows the same reel, paused at its place, after a reload', async () => {
    const reel = reelOf({ cues: 10, length: 1 });
    await open(reel);
    const from = reel.cues[4]?.start ?? 0;
    await play(reel, from);
    await advances();
    await page.evaluate(() => host.send({ kind: 'toggle' }));
    const at = (await positions()).at(-1)?.frame ?? 0;
    await page.waitForFunction((frame) => (host.state() as { frame?: number } | null)?.frame === frame, at);
    await page.reload();
    await page.locator('main[data-state=paused]').waitFor({ state: 'attached' });
    expect(await page.locator('h1').textContent()).toBe(reel.title);
    expect((await positions()).at(-1)).toMatchObject({ reel: reel.id, frame: at, cue: 'cue-4', state: 'paused' });
    await show(reel);
    await page.keyboard.press(' ');
    await state('playing');
    expect((await wanted())[0]?.[0]).toBe(at);
  });

  it('moves no focus by itself', async () => {
    const reel = reelOf({ cues: 3, length: 0.3 });
    await open(reel);
    await play(reel, 0);
    await state('ended');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  });

  it('asks for a click where the browser wants one', async () => {
    const reel = reelOf({ cues: 1, length: 0.5 });
    await open(reel);
    // As browsers do without a click; what a test runs in the page counts as one.
    await page.evaluate(() => {
      const played = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'play');
      HTMLMediaElement.prototype.play = function () {
        if (played !== undefined) Object.defineProperty(HTMLMediaElement.prototype, 'play', played);
        return Promise.reject(new DOMException('no', 'NotAllowedError'));
      };
    });
    await play(reel, 0);
    const button = page.getByRole('button', { name: 'Play sound' });
    await button.click();
    await state('ended');
    expect(await button.count()).toBe(0);
  });
});
