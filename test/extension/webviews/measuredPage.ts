import type { Browser, Page } from 'playwright-core';
import type { Reel } from '../../../production/productionService.ts';
import { openPage } from './browserPage.ts';
import { reelOf } from './reels.ts';

/** Milliseconds from a reel's message to the frame in which its waveform stands. */
export function openedReel(page: Page, reel: Reel): Promise<number> {
  return page.evaluate(async (shown) => {
    const started = performance.now();
    host.send({ kind: 'reel', reel: shown });
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const canvas = document
        .querySelector('.waves > div')
        ?.shadowRoot?.querySelector<HTMLCanvasElement>('.canvases canvas');
      const pixels = canvas?.getContext('2d')?.getImageData(0, Math.round(canvas.height * 0.45), canvas.width, 1).data;
      if (pixels?.some((value, at) => at % 4 === 3 && value > 0) === true) return performance.now() - started;
      if (performance.now() - started > 60_000) throw new Error('no waveform within a minute');
    }
  }, reel);
}

/** Zooms in and scrolls for 120 frames, a screen every ten: how long frames take, milliseconds, and how large the page is. */
export async function scrolled(page: Page): Promise<{ p50: number; p99: number; elements: number }> {
  for (let times = 0; times < 12; times++) await page.keyboard.press('+');
  return page.evaluate(async () => {
    const inside = document.querySelector('.waves > div')?.shadowRoot;
    const scroll = inside?.querySelector('.scroll');
    if (inside == null || scroll == null) throw new Error('no waveform');
    const frames: number[] = [];
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 120; frame++) {
      scroll.scrollLeft += scroll.clientWidth / 10;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - last);
      last = now;
    }
    frames.sort((one, other) => one - other);
    const elements = document.querySelectorAll('*').length + inside.querySelectorAll('*').length;
    return { p50: frames[59] ?? 0, p99: frames[118] ?? 0, elements };
  });
}

/**
 * What is heard between slices, in milliseconds: silence above 0, overlap below. Taken from the media clocks: from each element's
 * times one sees when it ended, or began.
 */
export async function handOvers(browser: Browser, speed: number): Promise<number[]> {
  const page = await openPage(browser, { page: 'player' });
  // A line of 3 s, repeated: a hand-over every turn. Slices of a scene are longer still.
  const reel = reelOf({ cues: 1, length: 3 });
  try {
    await page.evaluate((shown) => host.send({ kind: 'reel', reel: shown }), reel);
    await page.selectOption('select', String(speed));
    await page.keyboard.press('l');
    return await page.evaluate(
      async ({ id, rate, seconds }) => {
        const ends: number[] = [];
        const starts: number[] = [];
        const elements = [...document.querySelectorAll('audio')];
        const last = elements.map(() => 0);
        host.send({ kind: 'play', reel: id, from: 0 });
        const from = performance.now();
        while (ends.length < 12 && performance.now() - from < 60_000) {
          await new Promise((resolve) => setTimeout(resolve, 3));
          elements.forEach((element, index) => {
            const now = performance.now();
            // A slice that follows another has silence before its sound.
            const currentTime = element.currentTime - Math.max(0, element.duration - seconds);
            // Early enough for both to be seen, late enough for the clock to run evenly.
            if (currentTime > 0.15 && (last[index] ?? 0) <= 0.15) starts.push(now - (currentTime / rate) * 1000);
            const close = seconds - 0.15;
            if (currentTime > close && (last[index] ?? 0) <= close) {
              ends.push(now + ((seconds - currentTime) / rate) * 1000);
            }
            last[index] = currentTime;
          });
        }
        return ends.slice(0, -1).map((end, index) => (starts[index + 1] ?? Number.NaN) - end);
      },
      { id: reel.id, rate: speed, seconds: reel.frames / reel.sampleRate },
    );
  } finally {
    await page.close();
  }
}
