import type { Reel } from '../../../production/productionService.ts';
import { cueIndexAt, cutPoints } from './cueIndex.ts';
import { nextSlice, type Slice } from './nextSlice.ts';
import { wavSamples, type WavSamples } from './wavSamples.ts';

/** `waiting`: for the sound; `blocked`: the browser wants a click in the page first. */
export type TransportState = 'paused' | 'playing' | 'waiting' | 'blocked' | 'ended';

export type Loop = 'off' | 'cue' | 'reel';

/** One audio element and what it plays. */
interface Deck {
  readonly element: HTMLAudioElement;
  readonly slice: Slice;
  readonly samples: WavSamples | null;
}

export interface TransportOptions {
  /** Two, played in turn. They stand in the document, the one that sounds with `data-sounding`. */
  readonly elements: readonly [HTMLAudioElement, HTMLAudioElement];
  /** A slice as a WAV file; null: it is not to be had any more. */
  readonly sound: (reel: string, from: number, to: number) => Promise<ArrayBuffer | null>;
  /** The state has changed, or the position by a jump. */
  readonly changed: () => void;
  /** The first sound of a `play` is heard. */
  readonly sounding: () => void;
  /** A slice cannot be had (`gone`) or not be played. */
  readonly failed: (reason: 'gone' | 'unplayable') => void;
}

/**
 * Plays a reel. Its sound comes in slices; while one sounds the next is loaded into the other element, and it starts as the
 * first one ends. Each slice ends exactly where playing shall stop, so the end is exact to the sample without a clock.
 */
export class Transport {
  readonly #options: TransportOptions;
  #reel: Reel | null = null;
  #cuts: readonly number[] = [];
  #state: TransportState = 'paused';
  /** Where playing stands while no deck tells. */
  #frame = 0;
  /** What was ordered: `to` undefined: up to the end of the reel, wherever that will be. */
  #order: { readonly from: number; readonly to: number | undefined } = { from: 0, to: undefined };
  #loop: Loop = 'off';
  #loopRange: Slice | null = null;
  #speed = 1;
  #volume = 1;
  #current: Deck | null = null;
  #next: Deck | null = null;
  /** Rises with every order; what was begun for an earlier one is dropped. */
  #run = 0;
  /** What is being fetched; an object of its own each time, so that what comes for an earlier one is dropped. */
  #loading: { readonly for: 'current' | 'next' } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #announced = true;
  /** Seconds from `play()` to the first sample, as measured. */
  #startDelay = 0.012;

  constructor(options: TransportOptions) {
    this.#options = options;
    for (const element of options.elements) {
      element.preservesPitch = true;
      element.addEventListener('ended', () => {
        if (element === this.#current?.element) this.#handOver();
        else {
          // It had handed over a moment before its end; now it is free for the slice after the next.
          this.#rest(element);
          this.#prepare();
        }
      });
      element.addEventListener('error', () => {
        if (element === this.#current?.element) this.#give('unplayable');
      });
    }
  }

  get state(): TransportState {
    return this.#state;
  }

  get loop(): Loop {
    return this.#loop;
  }

  get loopRange(): Slice | null {
    return this.#loopRange;
  }

  /** Where playing stands, in frames of the reel. */
  get frame(): number {
    const deck = this.#current;
    if (deck === null || this.#reel === null) return this.#frame;
    const at = deck.slice.from + Math.round(deck.element.currentTime * this.#reel.sampleRate);
    return Math.min(Math.max(at, deck.slice.from), deck.slice.to);
  }

  /** The samples that sound now and the frame of them (from their own start); null: silence, or not known. */
  get sample(): (WavSamples & { readonly frame: number }) | null {
    const deck = this.#current;
    if (this.#state !== 'playing' || deck?.samples == null) return null;
    return { ...deck.samples, frame: this.frame - deck.slice.from };
  }

  /** Shows a reel, or more of the one shown. Another one stops what plays. */
  show(reel: Reel): void {
    if (this.#reel?.id !== reel.id) {
      this.#reset();
      this.#frame = 0;
      this.#order = { from: 0, to: undefined };
      this.#loopRange = null;
      this.#state = 'paused';
    }
    this.#reel = reel;
    this.#cuts = cutPoints(reel.cues);
    if (this.#state === 'waiting') this.#load();
    else if (this.#state === 'playing') this.#prepare();
    this.#options.changed();
  }

  /** Plays from a frame, as soon as it is ready, up to `to` or the end. */
  play(from: number, to?: number): void {
    if (this.#reel === null) return;
    this.#reset();
    this.#order = { from, to };
    this.#frame = from;
    this.#aimLoop(from);
    this.#announced = false;
    this.#state = 'waiting';
    this.#load();
    this.#options.changed();
  }

  /** Pauses, or goes on; after the end from the start. */
  toggle(): void {
    if (this.#reel === null) return;
    if (this.#state === 'playing' || this.#state === 'waiting') {
      this.#pause();
    } else if (this.#state === 'ended') {
      this.play(this.#order.to === undefined ? 0 : this.#order.from, this.#order.to);
    } else if (this.#current !== null) {
      this.#state = 'waiting';
      this.#start(this.#current);
      this.#options.changed();
    } else {
      const { to } = this.#order;
      this.play(this.#frame, to !== undefined && this.#frame < to ? to : undefined);
    }
  }

  /** Stops and goes back to where playing began. */
  stop(): void {
    this.#reset();
    this.#frame = this.#order.from;
    this.#state = 'paused';
    this.#options.changed();
  }

  /** Goes to a frame and goes on playing if it played. */
  seek(frame: number): void {
    const reel = this.#reel;
    if (reel === null) return;
    const to = Math.min(Math.max(Math.round(frame), 0), reel.frames);
    const goesOn = this.#state === 'playing' || this.#state === 'waiting';
    const within = this.#order.to !== undefined && to >= this.#order.from && to < this.#order.to;
    const deck = this.#current;
    if (deck !== null && this.#loop !== 'cue' && to >= deck.slice.from && to < deck.slice.to) {
      deck.element.currentTime = (to - deck.slice.from) / reel.sampleRate;
      if (!within) this.#order = { from: to, to: undefined };
      this.#watch();
      this.#options.changed();
      return;
    }
    if (goesOn) {
      this.play(to, within ? this.#order.to : undefined);
      this.#announced = true;
      return;
    }
    this.#reset();
    this.#frame = to;
    if (!within) this.#order = { from: to, to: undefined };
    this.#aimLoop(to);
    this.#state = 'paused';
    this.#options.changed();
  }

  /** 0.5–2; the pitch stays. */
  setSpeed(speed: number): void {
    this.#speed = speed;
    for (const element of this.#options.elements) {
      element.defaultPlaybackRate = speed;
      element.playbackRate = speed;
    }
    this.#watch();
  }

  /** 0–1 */
  setVolume(volume: number): void {
    this.#volume = volume;
    for (const element of this.#options.elements) element.volume = volume;
  }

  setLoop(loop: Loop): void {
    this.#loop = loop;
    this.#aimLoop(this.frame);
    if (this.#state === 'playing' || this.#state === 'waiting') {
      this.#dropNext();
      // A slice that goes beyond the loop is fetched anew, up to the loop's end.
      if (this.#current !== null && this.#current.slice.to > this.#end()) {
        const { from, to } = this.#order;
        this.play(this.frame);
        this.#announced = true;
        this.#order = { from, to };
      } else {
        this.#prepare();
      }
    }
    this.#options.changed();
  }

  #aimLoop(frame: number): void {
    const reel = this.#reel;
    this.#loopRange = null;
    if (reel === null || this.#loop === 'off') return;
    if (this.#loop === 'reel') {
      this.#loopRange = { from: 0, to: reel.frames };
      return;
    }
    const cue = reel.cues[Math.max(0, cueIndexAt(reel.cues, frame))];
    if (cue !== undefined && cue.length > 0) {
      this.#loopRange = { from: cue.start, to: Math.max(cue.start + cue.length, frame + 1) };
    }
  }

  /** The frame at which playing stops or turns back. */
  #end(): number {
    const frames = this.#reel?.frames ?? 0;
    if (this.#loop === 'reel') return frames;
    if (this.#loopRange !== null) return Math.min(this.#loopRange.to, frames);
    return Math.min(this.#order.to ?? frames, frames);
  }

  #slice(from: number, first: boolean): Slice | null {
    const reel = this.#reel;
    if (reel === null) return null;
    return nextSlice({
      from,
      end: this.#end(),
      ready: reel.readyFrames,
      cuts: this.#cuts,
      sampleRate: reel.sampleRate,
      first,
    });
  }

  /** Fetches the slice that playing waits for and starts it. */
  #load(): void {
    if (this.#loading?.for === 'current' || this.#current !== null) return;
    if (this.#frame >= this.#end()) {
      this.#finish();
      return;
    }
    const slice = this.#slice(this.#frame, true);
    if (slice === null) return;
    const element = this.#free();
    void this.#deck('current', element, slice).then((deck) => {
      if (deck === null) return;
      this.#current = deck;
      if (this.#state === 'waiting') this.#start(deck);
    });
  }

  /** Fetches what comes after the slice that sounds. */
  #prepare(): void {
    const current = this.#current;
    if (current === null || this.#next !== null || this.#loading !== null) return;
    const from = this.#following(current);
    const slice = from === null ? null : this.#slice(from, false);
    const element = this.#free();
    // The one before still sounds its last moment.
    if (slice === null || element.hasAttribute('src')) return;
    void this.#deck('next', element, slice).then((deck) => {
      if (deck === null) return;
      this.#next = deck;
      // The other one has ended meanwhile.
      if (this.#current === null && this.#state === 'waiting') this.#handOver();
      else this.#watch();
    });
  }

  /** The frame after a slice; null: that was all. */
  #following({ slice }: Deck): number | null {
    if (slice.to < this.#end()) return slice.to;
    return this.#loop === 'off' ? null : (this.#loopRange?.from ?? null);
  }

  /** Loads a slice into an element; null: it is not wanted any more, or it failed (which is said). */
  async #deck(purpose: 'current' | 'next', element: HTMLAudioElement, slice: Slice): Promise<Deck | null> {
    const loading = (this.#loading = { for: purpose });
    const reel = this.#reel?.id ?? '';
    const wav = await this.#options.sound(reel, slice.from, slice.to);
    if (this.#loading !== loading) return null;
    this.#loading = null;
    if (wav === null) {
      this.#give('gone');
      return null;
    }
    this.#rest(element);
    element.src = URL.createObjectURL(new Blob([wav], { type: 'audio/wav' }));
    // Loading sets the speed back to the default one.
    element.defaultPlaybackRate = this.#speed;
    element.volume = this.#volume;
    element.load();
    return { element, slice, samples: wavSamples(wav) };
  }

  #start(deck: Deck): void {
    const run = this.#run;
    const asked = performance.now();
    const from = deck.element.currentTime;
    deck.element.play().then(
      () => {
        if (run !== this.#run || deck !== this.#current || deck.element.paused) return;
        this.#mark(deck.element);
        if (this.#state !== 'playing') {
          this.#state = 'playing';
          this.#options.changed();
        }
        this.#listen(deck, from, asked);
        this.#prepare();
        this.#watch();
      },
      (error: unknown) => {
        if (run !== this.#run || deck !== this.#current) return;
        const name = error instanceof DOMException ? error.name : '';
        if (name === 'NotAllowedError') {
          this.#state = 'blocked';
          this.#options.changed();
        } else if (name !== 'AbortError') {
          this.#give('unplayable');
        }
      },
    );
  }

  /** Waits for the first sample: says so once an order, and learns how long a start takes. */
  #listen(deck: Deck, from: number, asked: number): void {
    const run = this.#run;
    const look = () => {
      if (run !== this.#run || deck !== this.#current) return;
      const played = deck.element.currentTime - from;
      if (played <= 0) {
        setTimeout(look, 2);
        return;
      }
      const delay = (performance.now() - asked) / 1000 - played / this.#speed;
      // A busy moment is no measure for the next start.
      if (delay >= 0 && delay < 0.06) this.#startDelay += (delay - this.#startDelay) / 4;
      if (this.#announced) return;
      this.#announced = true;
      this.#options.sounding();
    };
    look();
  }

  /** Starts the next element as much before the end of this one as a start takes. Without timers `ended` does it. */
  #watch(): void {
    clearTimeout(this.#timer);
    const deck = this.#current;
    const next = this.#next;
    if (this.#state !== 'playing' || deck === null || next === null) return;
    const left = (deck.element.duration - deck.element.currentTime) / this.#speed - this.#startDelay;
    if (!Number.isFinite(left)) return;
    if (left <= 0.002) this.#handOver();
    // The last stretch is measured anew: timers and media clocks drift.
    else this.#timer = setTimeout(() => this.#watch(), Math.max(1, (left > 0.1 ? left - 0.05 : left) * 1000));
  }

  /** The slice that sounded has ended, or is about to. */
  #handOver(): void {
    clearTimeout(this.#timer);
    const old = this.#current;
    const next = this.#next;
    if (next !== null) {
      this.#current = next;
      this.#next = null;
      if (old !== null && (old.element.ended || old.element.paused)) this.#rest(old.element);
      this.#start(next);
      return;
    }
    if (old === null) return;
    const following = this.#following(old);
    this.#current = null;
    this.#rest(old.element);
    if (following === null) {
      this.#frame = old.slice.to;
      this.#finish();
      return;
    }
    this.#frame = following;
    this.#state = 'waiting';
    if (this.#loading === null) this.#load();
    this.#options.changed();
  }

  #finish(): void {
    this.#reset();
    this.#state = 'ended';
    this.#options.changed();
  }

  #pause(): void {
    clearTimeout(this.#timer);
    const deck = this.#current;
    if (deck === null) {
      this.#reset();
    } else {
      deck.element.pause();
      const other = this.#free();
      if (other !== this.#next?.element) this.#rest(other);
    }
    this.#state = 'paused';
    this.#options.changed();
  }

  #give(reason: 'gone' | 'unplayable'): void {
    const frame = this.frame;
    this.#reset();
    this.#frame = frame;
    this.#state = 'paused';
    this.#options.failed(reason);
    this.#options.changed();
  }

  /** Whatever plays or loads is given up; the place is kept. */
  #reset(): void {
    this.#frame = this.frame;
    this.#run += 1;
    this.#loading = null;
    clearTimeout(this.#timer);
    this.#current = null;
    this.#next = null;
    for (const element of this.#options.elements) this.#rest(element);
  }

  #dropNext(): void {
    if (this.#loading?.for === 'next') this.#loading = null;
    if (this.#next !== null) this.#rest(this.#next.element);
    this.#next = null;
  }

  #free(): HTMLAudioElement {
    const [one, other] = this.#options.elements;
    return this.#current?.element === one ? other : one;
  }

  #mark(sounding: HTMLAudioElement): void {
    for (const element of this.#options.elements) element.toggleAttribute('data-sounding', element === sounding);
  }

  /** Empties an element and frees its sound. */
  #rest(element: HTMLAudioElement): void {
    element.pause();
    element.removeAttribute('data-sounding');
    const url = element.getAttribute('src');
    if (url === null) return;
    element.removeAttribute('src');
    element.load();
    URL.revokeObjectURL(url);
  }
}
