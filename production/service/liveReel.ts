import { encodePeaks, PeakCollector } from '../../audio/index.ts';
import type { Screenplay } from '../../screenplay/screenplayTypes.ts';
import { mix, type MixEvent } from '../mix.ts';
import { mixPlan, type MixPlan } from '../mixPlan.ts';
import { placedWords } from '../placedWords.ts';
import { placeOutcomes, type Outcome } from '../placing.ts';
import type { Reel, ReelCue } from '../productionService.ts';
import { memorySource } from '../soundSource.ts';
import type { TakeStore } from '../takeStore.ts';
import type { Placed } from '../timeline.ts';
import type { PlayableReel } from './playableReel.ts';
import { isSettled, settledUntil } from './settledUntil.ts';
import { softened } from './softened.ts';

export interface LiveReelOptions {
  readonly id: string;
  readonly title: string;
  readonly screenplay: Pick<Screenplay, 'sections' | 'render'>;
  readonly sampleRate: number;
  readonly store: TakeStore;
  /** `cue`: one take as it is, mono. `part`: begins with its first sound, wherever that stands in the script. */
  readonly kind: 'cue' | 'part' | 'whole';
}

/** A preview of a script or a part of it, heard while its takes are still being made. */
export class LiveReel implements PlayableReel {
  readonly id: string;
  readonly sampleRate: number;
  readonly channels: number;
  readonly #options: LiveReelOptions;
  readonly #outcomes: Outcome[];
  #placed: readonly Placed[] = [];
  #plan: MixPlan = { events: [], channels: 1, doubled: false, stems: [] };
  #frames = 0;
  #readyFrames = 0;
  #complete = false;
  readonly #peaks: PeakCollector;
  #peakFrames = 0;
  #collecting: Promise<unknown> = Promise.resolve();

  constructor(options: LiveReelOptions, outcomes: readonly Outcome[]) {
    const { id, sampleRate, kind, screenplay } = options;
    this.id = id;
    this.sampleRate = sampleRate;
    this.channels = kind === 'cue' || screenplay.render.channels === 'mono' ? 1 : 2;
    this.#peaks = new PeakCollector(sampleRate, this.channels);
    this.#options = options;
    this.#outcomes = [...outcomes];
    this.place();
  }

  get readyFrames(): number {
    return this.#readyFrames;
  }

  get complete(): boolean {
    return this.#complete;
  }

  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  /** Tells what became of an entry; `place` then makes it heard. */
  settle(index: number, outcome: Outcome): void {
    this.#outcomes[index] = outcome;
  }

  /** Places everything anew, with the takes that have come meanwhile. */
  place(): void {
    const { screenplay, sampleRate, kind, store } = this.#options;
    const isPart = kind !== 'whole';
    this.#placed = placeOutcomes(this.#outcomes, screenplay.sections, sampleRate, isPart);
    this.#frames = this.#placed.reduce((end, { start, length }) => Math.max(end, start + length), 0);
    const { frames, complete } = settledUntil(this.#outcomes, screenplay.sections, sampleRate, isPart);
    this.#complete = complete;
    this.#readyFrames = Math.min(this.#frames, frames);
    if (kind !== 'cue') {
      this.#plan = mixPlan(this.#outcomes, this.#placed, undefined, store, { ...screenplay.render, sampleRate });
    }
  }

  /** As it stands. */
  reel(): Reel {
    const cues = this.#outcomes.flatMap((outcome, index): ReelCue[] => {
      const { start, length } = this.#placed[index] ?? { start: 0, length: 0 };
      if (outcome.kind === 'sound') return [];
      const { cue, line, made } = outcome;
      return [
        {
          id: cue.id,
          line,
          speaker: cue.speaker,
          text: cue.text,
          start,
          length,
          state: made !== undefined ? 'ready' : isSettled(outcome) ? 'failed' : 'missing',
          words: placedWords(made, start),
        },
      ];
    });
    return {
      kind: 'reel',
      id: this.id,
      title: this.#options.title,
      sampleRate: this.sampleRate,
      channels: this.channels,
      frames: this.#frames,
      readyFrames: this.#readyFrames,
      complete: this.#complete,
      cues: cues.sort((a, b) => a.start - b.start),
    };
  }

  async *blocks(from: number, to: number, signal: AbortSignal): AsyncGenerator<readonly Float32Array[]> {
    const isCue = this.#options.kind === 'cue';
    const { channels, doubled } = this.#plan;
    const events = isCue ? this.#takeAlone() : this.#plan.events;
    for await (const { mix: block } of mix(events, { from, frames: to, channels, stems: 0, signal })) {
      const sound = isCue ? block : block.map(softened);
      yield doubled ? [...sound, ...sound] : sound;
    }
  }

  async peaks(signal: AbortSignal): Promise<Uint8Array> {
    const collected = this.#collecting.then(() => this.#collectPeaks(signal));
    this.#collecting = collected.catch(() => undefined);
    await collected;
    return encodePeaks(this.#peaks.peaks());
  }

  /** What is ready stays as it is: only what has become ready since is listened to. */
  async #collectPeaks(signal: AbortSignal): Promise<void> {
    for await (const block of this.blocks(this.#peakFrames, this.#readyFrames, signal)) {
      this.#peaks.push(block);
      this.#peakFrames += block[0]?.length ?? 0;
    }
  }

  /** The take of a cue as it is, without the place and the level that it has in the mix. */
  #takeAlone(): MixEvent[] {
    const { store } = this.#options;
    return this.#outcomes.flatMap((outcome) => {
      if (outcome.kind !== 'cue' || outcome.made === undefined) return [];
      const { job, frames: length } = outcome.made;
      const open = async () => memorySource([await store.fittedSamples(job.fitted)]);
      return [{ start: 0, length, stem: 0, gains: () => [[1]], fadeIn: 0, fadeOut: 0, open }];
    });
  }
}
