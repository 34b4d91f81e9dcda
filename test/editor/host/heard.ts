import type { BrowserContext, Page } from 'playwright-core';
import { eventually } from './editorWindow.ts';

/** Something that an audio element of a page was told to play. */
export interface Heard {
  /** When it was told, and when its first sound came: ms since 1970; undefined: not yet. */
  readonly told: number;
  readonly sounding: number | undefined;
  /** Where the element stands now, in seconds. */
  readonly currentTime: number;
  readonly ended: boolean;
  /** Decoded: frames, frames a second, and the largest sample. */
  readonly frames: number;
  readonly sampleRate: number;
  readonly peak: number;
}

interface Listener {
  readonly tablereadClick?: number;
  readonly tablereadHeard?: {
    readonly element: HTMLAudioElement;
    readonly file: Blob | undefined;
    readonly told: number;
    sounding: number | undefined;
    currentTime: number;
    ended: boolean;
  }[];
}

/** Takes down what is played in every page of a browser that is opened from now on. */
export async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const heard: NonNullable<Listener['tablereadHeard']> = [];
    Object.assign(globalThis, { tablereadHeard: heard });
    globalThis.addEventListener('mousedown', () => Object.assign(globalThis, { tablereadClick: Date.now() }), true);
    const files = new Map<string, Blob>();
    const address = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file: Blob) => {
      const url = address(file);
      files.set(url, file);
      return url;
    };
    // Called with its element below.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLAudioElement) {
      const { src } = this;
      const entry: (typeof heard)[number] = {
        element: this,
        file: files.get(src),
        told: Date.now(),
        sounding: undefined,
        currentTime: 0,
        ended: false,
      };
      heard.push(entry);
      // Before the page's own listeners, which may take up the next sound.
      const mine = (event: string, hear: () => void) =>
        this.addEventListener(event, () => this.src === src && hear(), { capture: true });
      mine('playing', () => (entry.sounding ??= Date.now()));
      mine('timeupdate', () => (entry.currentTime = Math.max(entry.currentTime, this.currentTime)));
      mine('ended', () => (entry.ended = true));
      return play.call(this);
    };
  });
}

/** What has been played in a window, its webviews included, in the order in which it was told. */
export async function heardIn(page: Page): Promise<Heard[]> {
  const all = await Promise.all(
    page.frames().map((frame) =>
      frame
        .evaluate(async () => {
          const entries = (globalThis as Listener).tablereadHeard ?? [];
          return Promise.all(
            entries.map(async ({ file, told, sounding, currentTime, ended }) => {
              const bytes = (await file?.arrayBuffer()) ?? new ArrayBuffer(0);
              if (bytes.byteLength === 0)
                return { told, sounding, currentTime, ended, frames: 0, sampleRate: 0, peak: 0 };
              // Frames a second stand at byte 24 of a WAV file; decoding at another rate would resample.
              const sampleRate = new DataView(bytes).getUint32(24, true);
              const decoded = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes);
              let peak = 0;
              for (const sample of decoded.getChannelData(0)) peak = Math.max(peak, Math.abs(sample));
              return { told, sounding, currentTime, ended, frames: decoded.length, sampleRate, peak };
            }),
          );
        })
        // A frame that goes while it is asked has nothing more to say.
        .catch(() => []),
    ),
  );
  return all.flat().sort((one, other) => one.told - other.told);
}

/** The sound that a window was told to play as its n-th (0 and up), once it has ended. */
export async function soundOf(page: Page, index: number): Promise<Heard> {
  return eventually(`sound ${index} ends`, async () => {
    const heard = await heardIn(page);
    const sound = heard[index];
    if (sound?.ended === true) return sound;
    throw new Error(JSON.stringify(heard));
  });
}

/** When the mouse was pressed last in a window: ms since 1970. */
export function lastClick(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as Listener).tablereadClick ?? NaN);
}
