import type { Reel } from '../../../production/productionService.ts';
import { cueIndexAt, cutPoints } from './cueIndex.ts';
import { nextSlice, type Slice } from './nextSlice.ts';
import { wavSamples, type WavSamples } from './wavSamples.ts';
import { withLeadIn } from './withLeadIn.ts';

/** `waiting`: for the sound; `blocked`: the browser wants a click in the page first. */
export type TransportState = 'paused' | 'playing' | 'waiting' | 'blocked' | 'ended';

export type Loop = 'off' | 'cue' | 'reel';

/** One audio element and what it plays. */
interface Deck {
  readonly element: HTMLAudioElement;
  readonly slice: Slice;
  /** Seconds of silence before its samples, in which it falls into step with the slice before. */
  readonly lead: number;
  readonly samples: WavSamples | null;
}

/** Seconds of silence, on the clock on the wall, before a slice that follows another: a start can take 0.2 s, and a step 0.5 s. */
const leadIn = 1;
/** The speed of a slice that falls into step changes by at most this factor. */
const greatestPull = 2;
/** Seconds on the clock on the wall. A media clock tells of a start or of another speed that much later. */
const settling = 0.15;
/** A media clock goes in jumps of up to 20 ms: it is read this often, so far apart (milliseconds). */
const looks = { count: 5, apart: 10 };
/** Seconds on the clock on the wall that a slice runs at another speed, at most. */
const pulling = 0.15;
/** Seconds on the clock on the wall: what is left is too short for another step. */
const tooLate = 0.05;
/** Seconds on the clock on the wall that nobody hears between two lines; to and from another speed is lost about as much. */
const negligible = 0.015;

/** A slice that runs within its silence: `step` says until when (of `performance.now()`) it is left alone, and what then. */
interface Joining {
  readonly step: 'settle' | 'pull';
  /** Nothing was done about it yet: it shows how long the start took. */
  readonly first: boolean;
  readonly until: number;
  /** Seconds of sound that it was behind, at each look. */
  readonly behind: readonly number[];
}

export interface TransportOptions {
  /** Two, played in turn. They stand in the document, the one that sounds with `data-sounding`. */
  readonly elements: readonly [HTMLAudioElement, HTMLAudioElement];
  /** A slice as a WAV file; null: it is not to be had any more. */
  readonly sound: (reel: string, from: number, to: number) => Promise<ArrayBuffer | null>;
  /** The state has changed, or the position by a jump. */
  readonly changed: () => void;
  /** A slice cannot be had (`gone`) or not be played. */
  readonly failed: (reason: 'gone' | 'unplayable') => void;
}

/**
 * Plays a reel. Its sound comes in slices; while one sounds the next is loaded into the other element, after a second of
 * silence. It starts within that silence, as much too early as the start before it came too late, and is compared with the one
 * that sounds: where it is still out of step it hurries or lingers for a moment. So its first sample follows the last one of the
 * other however long a start takes. Each slice ends exactly where playing shall stop, so the end is exact to the sample without a clock.
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
  /** The next slice runs already, within its silence. */
  #joining: Joining | null = null;
  /** Seconds on the clock on the wall from the call to the sound, of the last start of a slice that followed another. */
  #startDelay = 0.08;

  constructor(options: TransportOptions) {
    this.#options = options;
    for (const element of options.elements) {
      element.preservesPitch = true;
      element.addEventListener('ended', () => {
        if (element === this.#current?.element) this.#handOver();
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
    const at = deck.slice.from + Math.round((deck.element.currentTime - deck.lead) * this.#reel.sampleRate);
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
      this.#leave();
      deck.element.currentTime = deck.lead + (to - deck.slice.from) / reel.sampleRate;
      if (!within) this.#order = { from: to, to: undefined };
      this.#watch();
      this.#options.changed();
      return;
    }
    if (goesOn) {
      this.play(to, within ? this.#order.to : undefined);
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
    if (slice === null) return;
    void this.#deck('next', this.#free(), slice).then((deck) => {
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
    const lead = leadIn * Math.max(1, this.#speed);
    const led = purpose === 'next' ? withLeadIn(wav, lead) : null;
    this.#rest(element);
    element.src = URL.createObjectURL(new Blob(led ?? [wav], { type: 'audio/wav' }));
    // Loading sets the speed back to the default one.
    element.defaultPlaybackRate = this.#speed;
    element.volume = this.#volume;
    element.load();
    return { element, slice, lead: led === null ? 0 : lead, samples: wavSamples(wav) };
  }

  #start(deck: Deck): void {
    const run = this.#run;
    deck.element.play().then(
      () => {
        if (run !== this.#run || deck !== this.#current || deck.element.paused) return;
        this.#sounds(deck);
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

  /** A slice is heard: the one after it is fetched. */
  #sounds(deck: Deck): void {
    this.#mark(deck.element);
    if (this.#state !== 'playing') {
      this.#state = 'playing';
      this.#options.changed();
    }
    this.#prepare();
    this.#watch();
  }

  /**
   * Brings the next slice into step with the one that sounds. Both clocks are read at once, so a late timer does no harm; where
   * there are no timers (a hidden page), `ended` hands over.
   */
  #watch(): void {
    clearTimeout(this.#timer);
    const deck = this.#current;
    const next = this.#next;
    if (this.#state !== 'playing' || deck === null || next === null || next.lead === 0) return;
    // Seconds of sound, not of the clock on the wall.
    const left = deck.element.duration - deck.element.currentTime;
    if (!Number.isFinite(left)) return;
    const { element, lead } = next;
    const again = (milliseconds: number) => {
      this.#timer = setTimeout(() => this.#watch(), milliseconds);
    };
    const now = performance.now();
    const settle = (step: Pick<Joining, 'step' | 'first'>): void => {
      this.#joining = { ...step, until: now + settling * 1000, behind: [] };
      again(settling * 1000);
    };
    const joining = this.#joining;
    if (joining === null) {
      const early = left - lead - this.#startDelay * this.#speed;
      if (early > 0) {
        again(Math.max(1, (early * 1000) / this.#speed));
        return;
      }
      // Late already: what is gone of the silence is left out.
      if (-early > 0.02) element.currentTime = Math.min(-early, lead);
      element.play().catch(() => this.#leave());
      settle({ step: 'settle', first: true });
      return;
    }
    if (now < joining.until) {
      again(joining.until - now);
      return;
    }
    if (joining.step === 'pull') {
      element.playbackRate = this.#speed;
      settle({ step: 'settle', first: false });
      return;
    }
    const behind = [...joining.behind, lead - element.currentTime - left];
    if (behind.length < looks.count) {
      this.#joining = { ...joining, behind };
      again(looks.apart);
      return;
    }
    const mean = behind.reduce((sum, each) => sum + each, 0) / behind.length;
    const time = Math.min(pulling, left / this.#speed - tooLate);
    if (joining.first) this.#startDelay = Math.min(0.4, Math.max(0, this.#startDelay + mean / this.#speed));
    if (Math.abs(mean) < negligible * this.#speed || time < tooLate) return;
    const pull = Math.min(greatestPull, Math.max(1 / greatestPull, 1 + mean / (this.#speed * time)));
    element.playbackRate = this.#speed * pull;
    this.#joining = { step: 'pull', first: false, until: now + time * 1000, behind: [] };
    again(time * 1000);
  }

  /** The next slice goes back to its start: the one before it is paused, or goes elsewhere. */
  #leave(): void {
    this.#joining = null;
    clearTimeout(this.#timer);
    if (this.#next === null) return;
    const { element } = this.#next;
    element.pause();
    element.playbackRate = this.#speed;
    if (element.currentTime > 0) element.currentTime = 0;
  }

  /** The slice that sounded has ended. */
  #handOver(): void {
    clearTimeout(this.#timer);
    const old = this.#current;
    const next = this.#next;
    if (next !== null) {
      const runs = this.#joining !== null && !next.element.paused;
      this.#joining = null;
      this.#current = next;
      this.#next = null;
      if (old !== null) this.#rest(old.element);
      if (runs) {
        next.element.playbackRate = this.#speed;
        this.#sounds(next);
      } else {
        next.element.currentTime = next.lead;
        this.#start(next);
      }
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
      this.#leave();
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
    this.#joining = null;
    for (const element of this.#options.elements) this.#rest(element);
  }

  #dropNext(): void {
    if (this.#loading?.for === 'next') this.#loading = null;
    this.#leave();
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
