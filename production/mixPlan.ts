import type { LabelEvent } from './addAudibleLabel.ts';
import { foldGains, panGains, type MixEvent } from './mix.ts';
import type { Outcome } from './placing.ts';
import type { ProductionSettings } from './productionSettings.ts';
import { fileSource, loopSource, memorySource } from './soundSource.ts';
import type { TakeStore } from './takeStore.ts';
import type { Placed } from './timeline.ts';

/** What the mix consists of. */
export interface MixPlan {
  readonly events: readonly MixEvent[];
  /** Channels that have to be mixed. */
  readonly channels: number;
  /** Stereo of which both sides are the same: mixed, measured and limited as one channel. */
  readonly doubled: boolean;
  /** Names of the stems, by number: speakers in the order of their first line, then `sounds`, then `label`. */
  readonly stems: readonly string[];
}

/** Seconds that the edges of a sound and of a bed are faded. */
const soundFade = 0.002;
export const bedFade = 0.1;

/** The events of a mix: cues at their speaker's place and level, sounds as they are, the audible label. */
export function mixPlan(
  outcomes: readonly Outcome[],
  placed: readonly Placed[],
  label: LabelEvent | undefined,
  store: TakeStore,
  { channels: layout, sampleRate }: Pick<ProductionSettings, 'channels' | 'sampleRate'>,
): MixPlan {
  const isStereo = layout === 'stereo';
  const doubled = isStereo && outcomes.every(isCentred);
  const channels = isStereo && !doubled ? 2 : 1;
  const cueGains = (pan: number, decibels: number): number[][] => {
    const gain = 10 ** (decibels / 20);
    if (!isStereo) return [[gain]];
    const [left, right] = panGains(pan);
    return doubled ? [[gain * left]] : [[gain * left], [gain * right]];
  };
  const soundGains = (sourceChannels: number, decibels: number): number[][] => {
    const gain = 10 ** (decibels / 20);
    const rows = foldGains(sourceChannels, isStereo ? 2 : 1).map((row) => row.map((each) => each * gain));
    return doubled ? rows.slice(0, 1) : rows;
  };
  const stems: string[] = [];
  const numbers = new Map<string, number>();
  const stemOf = (kind: 'speaker' | 'sounds' | 'label', name: string): number => {
    const key = `${kind} ${name}`;
    const number = numbers.get(key) ?? stems.push(name) - 1;
    numbers.set(key, number);
    return number;
  };

  const events: MixEvent[] = [];
  outcomes.forEach((outcome, index) => {
    const { start, length } = placed[index] ?? { start: 0, length: 0 };
    if (outcome.kind !== 'cue' || outcome.made === undefined) return;
    const { cue, made } = outcome;
    const gains = cueGains(cue.settings.pan, cue.settings.gain);
    events.push({
      start,
      length,
      stem: stemOf('speaker', cue.speaker),
      gains: () => gains,
      fadeIn: 0,
      fadeOut: 0,
      open: async () => memorySource([await store.fittedSamples(made.job.fitted)]),
    });
  });
  outcomes.forEach((outcome, index) => {
    const { start, length } = placed[index] ?? { start: 0, length: 0 };
    if (outcome.kind !== 'sound' || outcome.ready === undefined) return;
    const { sound, ready } = outcome;
    const fade = Math.round((sound.under ? bedFade : soundFade) * sampleRate);
    events.push({
      start,
      length,
      stem: stemOf('sounds', 'sounds'),
      gains: (sourceChannels) => soundGains(sourceChannels, sound.gain),
      fadeIn: fade,
      fadeOut: fade,
      open: () => (sound.under ? loopSource(ready.file, sampleRate) : fileSource(ready.file, sampleRate)),
    });
  });
  if (label !== undefined) {
    const gains = cueGains(label.pan, label.gain);
    const { start, length } = label;
    events.push({
      start,
      length,
      stem: stemOf('label', 'label'),
      gains: () => gains,
      fadeIn: 0,
      fadeOut: 0,
      open: async () => memorySource([await label.samples()]),
    });
  }
  return { events, channels, doubled, stems };
}

function isCentred(outcome: Outcome): boolean {
  if (outcome.kind === 'cue') return outcome.made === undefined || outcome.cue.settings.pan === 0;
  return outcome.ready === undefined || outcome.ready.channels === 1;
}
