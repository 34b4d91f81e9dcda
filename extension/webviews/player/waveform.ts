import WaveSurfer from 'wavesurfer.js';
import type { Peaks } from '../../../audio/peaks.ts';
import type { Reel } from '../../../production/productionService.ts';
import { CueRegions } from './cueRegions.ts';
import type { SpeakerLook } from './speakerLooks.ts';
import { waveformChannels } from './waveformChannels.ts';

/** Pixels a second: the nearest that one can look. */
const nearest = 400;
const step = 1.6;

export interface WaveformOptions {
  readonly container: HTMLElement;
  /** What wavesurfer draws into. */
  readonly waves: HTMLElement;
  readonly nonce: string;
  /** A click. */
  readonly seek: (frame: number) => void;
  /** A double click on a cue. */
  readonly reveal: (cue: number) => void;
  /** The zoom has changed. */
  readonly zoomed: () => void;
}

/** The waveform with its cues. wavesurfer.js draws it, from peaks alone: it is never given any sound. */
export class Waveform {
  readonly #options: WaveformOptions;
  readonly #surfer: WaveSurfer;
  readonly #regions: CueRegions;
  #reel: Reel | null = null;
  #peaks: Peaks | null = null;
  /** Pixels a second; 0: all of it fits. */
  #zoom = 0;
  #frame = 0;

  constructor(options: WaveformOptions) {
    this.#options = options;
    this.#surfer = WaveSurfer.create({
      container: options.waves,
      // Never played: it only keeps wavesurfer from making an element of its own in the document.
      media: document.createElement('audio'),
      cspNonce: options.nonce,
      height: 'auto',
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      cursorWidth: 2,
      interact: false,
      autoScroll: false,
      ...this.#colours(),
    });
    const wrapper = this.#surfer.getWrapper();
    this.#regions = new CueRegions(wrapper);
    this.#surfer.on('scroll', () => this.#drawRegions());
    this.#surfer.on('redraw', () => this.#drawRegions());
    this.#surfer.on('resize', () => this.#redraw());
    // wavesurfer sees changes of its width only.
    let height = options.waves.clientHeight;
    new ResizeObserver(() => {
      if (options.waves.clientHeight === height) return;
      height = options.waves.clientHeight;
      this.#redraw();
    }).observe(options.waves);
    wrapper.addEventListener('click', (event) => {
      const { left, width } = wrapper.getBoundingClientRect();
      options.seek(((event.clientX - left) / width) * (this.#reel?.frames ?? 0));
    });
    wrapper.addEventListener('dblclick', (event) => {
      const cue = this.#regions.cueAt(event);
      if (cue >= 0) options.reveal(cue);
    });
    options.container.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const { left } = wrapper.getBoundingClientRect();
        this.#zoomAround(event.deltaY < 0 ? step : 1 / step, event.clientX - left);
      },
      { passive: false },
    );
  }

  /** Pixels a second; 0: all of it fits. */
  get zoom(): number {
    return this.#zoom;
  }

  set zoom(pixelsPerSecond: number) {
    this.#zoom = pixelsPerSecond;
    this.#redraw();
  }

  show(reel: Reel, looks: ReadonlyMap<string, SpeakerLook>): void {
    if (reel.id !== this.#reel?.id) {
      this.#peaks = null;
      this.#frame = 0;
    }
    this.#reel = reel;
    this.#regions.show(reel, looks);
    this.#redraw();
  }

  showPeaks(peaks: Peaks): void {
    this.#peaks = peaks;
    this.#redraw();
  }

  /** @param keepInView scrolls when the place leaves the view */
  setFrame(frame: number, keepInView: boolean): void {
    this.#frame = frame;
    const reel = this.#reel;
    if (reel === null || reel.frames === 0) return;
    this.#surfer.setTime(frame / reel.sampleRate);
    if (!keepInView || this.#zoom === 0) return;
    const x = (frame / reel.frames) * this.#width();
    const left = this.#surfer.getScroll();
    const view = this.#surfer.getWidth();
    // Turns the page with a little of what was there before: nothing moves while one reads.
    if (x < left || x > left + view * 0.95) this.#surfer.setScroll(x - view * 0.1);
  }

  mark(now: number, cursor: string | null): void {
    this.#regions.mark(now, cursor);
  }

  zoomBy(direction: 1 | -1): void {
    const reel = this.#reel;
    if (reel === null) return;
    const x = (this.#frame / Math.max(1, reel.frames)) * this.#width();
    const left = this.#surfer.getScroll();
    const seen = x >= left && x <= left + this.#surfer.getWidth();
    this.#zoomAround(direction === 1 ? step : 1 / step, seen ? x : left + this.#surfer.getWidth() / 2);
  }

  /** The theme has changed. */
  recolour(): void {
    this.#surfer.setOptions(this.#colours());
    this.#regions.recolour();
    this.#drawRegions();
  }

  /** Zooms by a factor; the point `x` (pixels from the start of the sound) stays where it is on the screen. */
  #zoomAround(factor: number, x: number): void {
    const reel = this.#reel;
    if (reel === null || reel.frames === 0) return;
    const seconds = reel.frames / reel.sampleRate;
    const fitting = this.#surfer.getWidth() / seconds;
    const before = this.#width();
    const wanted = Math.min(nearest, (before / seconds) * factor);
    const onScreen = x - this.#surfer.getScroll();
    this.#zoom = wanted <= fitting * 1.01 ? 0 : wanted;
    this.#redraw(() => this.#surfer.setScroll((x / before) * this.#width() - onScreen));
    this.#options.zoomed();
  }

  #width(): number {
    return this.#surfer.getWrapper().clientWidth;
  }

  #redraw(then?: () => void): void {
    const reel = this.#reel;
    if (reel === null || reel.frames === 0) return;
    const seconds = reel.frames / reel.sampleRate;
    const scroll = this.#surfer.getScroll();
    const pixels = Math.max(this.#surfer.getWidth(), seconds * this.#zoom);
    const channels =
      this.#peaks === null
        ? [new Float32Array(1), new Float32Array(1)]
        : waveformChannels(this.#peaks, reel.frames, pixels * window.devicePixelRatio);
    this.#surfer.options.minPxPerSec = this.#zoom;
    // `load` is done before the next frame is painted: it has nothing to wait for.
    void this.#surfer.load('', channels, seconds).then(() => {
      this.#surfer.setTime(this.#frame / reel.sampleRate);
      if (then === undefined) this.#surfer.setScroll(scroll);
      else then();
      this.#drawRegions();
    });
  }

  #drawRegions(): void {
    const left = this.#surfer.getScroll();
    this.#regions.draw(left, left + this.#surfer.getWidth(), this.#width());
  }

  #colours(): { waveColor: string; progressColor: string; cursorColor: string } {
    const probe = document.createElement('span');
    this.#options.container.append(probe);
    const colour = (name: string) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const colours = {
      waveColor: colour('wave'),
      progressColor: colour('wave-played'),
      cursorColor: colour('wave-cursor'),
    };
    probe.remove();
    return colours;
  }
}
