import type { ProductionClient } from '../production/client.ts';
import type { Failure, Notice } from '../production/productionTypes.ts';
import type { PlayOrder, Reel, ScriptSource } from '../production/productionService.ts';
import type { FromPlayer, ToPlayer } from './playerProtocol.ts';

/** Something to be heard. */
export interface Listening {
  /** Address of the script's document. */
  readonly document: string;
  readonly script: ScriptSource;
  readonly what: PlayOrder;
  readonly engine?: string;
}

/** What the player is doing. */
export interface NowPlaying {
  readonly listening: Listening;
  readonly reel: Reel | undefined;
  /** The cue that is heard, or that is waited for. */
  readonly cue: string | undefined;
  readonly state: 'waiting' | 'playing' | 'paused';
  /** The script is to be scrolled to what is heard. */
  readonly follow: boolean;
}

export interface PlaybackOptions {
  readonly production: Pick<ProductionClient, 'play' | 'sound' | 'peaks'>;
  readonly post: (message: ToPlayer) => void;
  /** `undefined`: nothing is played any more. */
  readonly onChange: (now: NowPlaying | undefined) => void;
  readonly onFailure: (failure: Failure, listening: Listening) => void;
  readonly onNotice: (notice: Notice) => void;
  readonly onError: (error: unknown) => void;
  readonly onReveal: (cue: string, reel: Reel, listening: Listening) => void;
}

/**
 * What is played: asks production for reels and hands them to the player's page, which asks for their sound piece by piece.
 * One thing is played at a time; the next takes its place.
 */
export class Playback {
  readonly #options: PlaybackOptions;
  #listening: Listening | undefined;
  #controller = new AbortController();
  #reel: Reel | undefined;
  #cue: string | undefined;
  #state: NowPlaying['state'] | undefined;
  /** The switch of the page. */
  #follows = true;
  #pageIsReady = false;
  /** The page has not been told yet to start. */
  #isToStart = false;

  constructor(options: PlaybackOptions) {
    this.#options = options;
  }

  get now(): NowPlaying | undefined {
    if (this.#listening === undefined || this.#state === undefined) return undefined;
    return {
      listening: this.#listening,
      reel: this.#reel,
      cue: this.#cue,
      state: this.#state,
      follow: this.#follows,
    };
  }

  /** What was asked for last, whether it is still played or not. */
  get listening(): Listening | undefined {
    return this.#listening;
  }

  /**
   * Plays from the start as soon as there is sound. Resolves when all of it is ready, or something else is played.
   */
  async play(listening: Listening): Promise<void> {
    this.#begin(listening);
    this.#isToStart = true;
    this.#cue = listening.what.kind === 'cue' ? listening.what.cue : undefined;
    this.#set('waiting');
    await this.#follow(listening, this.#controller.signal);
  }

  /** Shows something without playing it, and without making any take: what is ready of it. */
  async show(listening: Listening): Promise<void> {
    this.#begin(listening);
    const { signal } = this.#controller;
    for await (const item of this.#stream(listening, signal)) {
      if (item.kind !== 'reel') continue;
      this.#showReel(item);
      break;
    }
  }

  stop(): void {
    this.#controller.abort();
    this.#isToStart = false;
    this.#post({ kind: 'stop' });
    this.#set(undefined);
  }

  /** The page has gone: what it played is not heard any more. */
  pageGone(): void {
    this.#pageIsReady = false;
    this.stop();
  }

  receive(message: FromPlayer): void {
    switch (message.kind) {
      case 'ready':
        this.#pageIsReady = true;
        if (this.#reel !== undefined) this.#showReel(this.#reel);
        return;
      case 'soundWanted':
        void this.#sendSound(message);
        return;
      case 'peaksWanted':
        void this.#sendPeaks(message.reel);
        return;
      case 'position':
        if (message.reel !== this.#reel?.id) return;
        // A page that was stopped tells where it stands: nothing begins, and nothing is paused, by that.
        if (this.#state === undefined && message.state === 'paused') return;
        this.#cue = message.cue ?? this.#cue;
        this.#follows = message.follow;
        this.#set(message.state === 'ended' ? undefined : message.state);
        return;
      case 'reveal':
        if (this.#reel !== undefined && this.#listening !== undefined) {
          this.#options.onReveal(message.cue, this.#reel, this.#listening);
        }
        return;
      case 'failed':
        this.#set(undefined);
        this.#options.onError(new Error(message.text));
    }
  }

  #begin(listening: Listening): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#listening = listening;
    this.#reel = undefined;
    this.#post({ kind: 'notice', text: null });
  }

  #stream({ script, what, engine }: Listening, signal: AbortSignal): AsyncIterable<Reel | Failure | Notice> {
    const order = { script, what, ...(engine === undefined ? {} : { engine }) };
    return this.#options.production.play(order, { signal });
  }

  async #follow(listening: Listening, signal: AbortSignal): Promise<void> {
    try {
      for await (const item of this.#stream(listening, signal)) {
        if (signal.aborted) return;
        if (item.kind === 'reel') this.#showReel(item);
        else if (item.kind === 'failure') this.#options.onFailure(item, listening);
        else this.#options.onNotice(item);
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#set(undefined);
      this.#options.onError(error);
    }
  }

  #showReel(reel: Reel): void {
    this.#reel = reel;
    if (!this.#pageIsReady) return;
    this.#post({ kind: 'reel', reel });
    if (!this.#isToStart) return;
    this.#isToStart = false;
    this.#post({ kind: 'play', reel: reel.id, from: 0 });
  }

  async #sendSound({ request, reel, from, to }: Extract<FromPlayer, { kind: 'soundWanted' }>): Promise<void> {
    let wav: ArrayBuffer | null = null;
    try {
      wav = arrayBuffer(await this.#options.production.sound({ reel, from, to }));
    } catch (error) {
      if (reel === this.#reel?.id) this.#options.onError(error);
    }
    this.#post({ kind: 'sound', request, wav });
  }

  async #sendPeaks(reel: string): Promise<void> {
    try {
      this.#post({ kind: 'peaks', reel, peaks: arrayBuffer(await this.#options.production.peaks({ reel })) });
    } catch {
      // The reel is gone, and with it the wish to see it.
    }
  }

  #post(message: ToPlayer): void {
    if (this.#pageIsReady) this.#options.post(message);
  }

  #set(state: NowPlaying['state'] | undefined): void {
    const isSame = state === undefined && this.#state === undefined;
    this.#state = state;
    if (!isSame) this.#options.onChange(this.now);
  }
}

function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
