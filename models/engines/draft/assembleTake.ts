import type { SpeakRequest, Take } from '../../engine.ts';
import type { EspeakSpeech } from './espeakProgram.ts';
import type { SpokenRun, Utterance } from './utterance.ts';
import { wordTimes, type TimedPhoneme } from './wordTimes.ts';

/** A run, spoken. */
export interface SpokenSpeech {
  readonly run: SpokenRun;
  readonly speech: EspeakSpeech;
  /** Factor on the samples. */
  readonly gain: number;
  /** Speaking rate it was asked for, words a minute. */
  readonly rate: number;
}

/** Silence is what stays 60 dB under the loudest 10 ms (contract of `Take`). */
const silenceRatio = 1e-3;
/** Seconds over which a cut edge fades, so that it does not click. */
const fadeSeconds = 0.002;
/**
 * Seconds of silence between two runs that follow each other without a pause in the script, at 175 words a minute: what
 * eSpeak NG itself makes after a full stop and a comma, measured; between two words hardly any.
 */
const joints = { sentence: 0.3, clause: 0.15, word: 0.02 };
const usualRate = 175;

/**
 * Puts spoken runs, silences and marks together, in samples. Silences are exact; the edges of every run are cut to the
 * speech and faded. Undefined when there is no sound at all.
 * @param utterance what was asked
 * @param spoken its runs, in order
 */
export function assembleTake(
  request: SpeakRequest,
  utterance: Utterance,
  spoken: readonly SpokenSpeech[],
): Omit<Take, 'naturalSeconds' | 'work'> | undefined {
  const sampleRate = spoken[0]?.speech.sampleRate;
  if (sampleRate === undefined) return undefined;
  const threshold = silenceRatio * Math.max(...spoken.map((each) => loudestLevel(each)));
  if (threshold === 0) return undefined;

  const chunks: { readonly at: number; readonly from: number; readonly to: number; readonly of: SpokenSpeech }[] = [];
  const phonemes: TimedPhoneme[] = [];
  const marks: { name: string; seconds: number }[] = [];
  const bySpoken = new Map(spoken.map((each) => [each.run, each]));
  let at = 0;
  // A joint is due only when more speech follows.
  let joint = 0;
  for (const item of utterance.items) {
    if (item.kind === 'silence') {
      at += Math.round(item.seconds * sampleRate);
      joint = 0;
      continue;
    }
    if (item.kind === 'mark') {
      marks.push({ name: item.name, seconds: at / sampleRate });
      continue;
    }
    const of = bySpoken.get(item);
    if (of === undefined) continue;
    const { from, to } = soundingPart(of, threshold);
    if (to > from) at += joint;
    const begin = (at - from) / sampleRate;
    const end = (at + to - from) / sampleRate;
    const found = phonemesOf(of, begin, at / sampleRate, end);
    phonemes.push(...found);
    for (const { name, offset } of item.marks) {
      marks.push({ name, seconds: found.find((each) => each.offset >= offset)?.start ?? end });
    }
    if (to === from) continue;
    chunks.push({ at, from, to, of });
    at += to - from;
    joint = Math.round(jointAfter(item.text) * (usualRate / of.rate) * sampleRate);
  }
  if (chunks.length === 0) return undefined;

  const samples = new Float32Array(at);
  const fade = Math.round(fadeSeconds * sampleRate);
  for (const chunk of chunks) lay(chunk, samples, fade);
  limit(samples);
  return { id: request.id, samples, sampleRate, words: wordTimes(utterance.words, phonemes), marks };
}

/** Level (RMS) of the loudest 10 ms. */
function loudestLevel({ speech: { samples, sampleRate }, gain }: SpokenSpeech): number {
  const size = Math.round(0.01 * sampleRate);
  let loudest = 0;
  for (let start = 0; start < samples.length; start += size) {
    const end = Math.min(start + size, samples.length);
    let sum = 0;
    for (let index = start; index < end; index++) sum += (samples[index] ?? 0) ** 2;
    loudest = Math.max(loudest, sum / size);
  }
  return (Math.sqrt(loudest) / 32768) * gain;
}

function soundingPart({ speech: { samples }, gain }: SpokenSpeech, threshold: number): { from: number; to: number } {
  const least = (threshold / gain) * 32768;
  let from = 0;
  let to = samples.length;
  while (from < to && Math.abs(samples[from] ?? 0) <= least) from++;
  while (to > from && Math.abs(samples[to - 1] ?? 0) <= least) to--;
  return { from, to };
}

/** The phonemes of a run in seconds of the take, bounded to the part that is kept. */
function phonemesOf({ run, speech }: SpokenSpeech, begin: number, least: number, most: number): TimedPhoneme[] {
  const bounded = (milliseconds: number): number => Math.min(most, Math.max(least, begin + milliseconds / 1000));
  const events = speech.events;
  const found: TimedPhoneme[] = [];
  let offset = run.positions[0] ?? 0;
  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event === undefined) continue;
    if (event[0] === 'word') {
      // Positions count characters from 1. Text is spoken in the order in which it stands.
      offset = Math.max(offset, run.positions[event[2] - 1] ?? offset);
      continue;
    }
    // An empty name is a pause, one in brackets a change of language.
    if (event[2] === '' || event[2].startsWith('(')) continue;
    const next = events.slice(index + 1, index + 8).find((each) => each[0] === 'phoneme' && !each[2].startsWith('('));
    const start = bounded(event[1]);
    const end = next === undefined ? most : bounded(next[1]);
    found.push({ ipa: event[2], start, end, offset });
  }
  return found;
}

function jointAfter(text: string): number {
  const end = text
    .replace(/<[^>]*>/g, '')
    .replace(/[\s\p{Pe}\p{Pf}"'’”]+$/gu, '')
    .slice(-1);
  if (/[.!?。！？…]/u.test(end)) return joints.sentence;
  return /[,;:，、；：—–]/u.test(end) ? joints.clause : joints.word;
}

function lay(
  { at, from, to, of }: { readonly at: number; readonly from: number; readonly to: number; readonly of: SpokenSpeech },
  samples: Float32Array,
  fade: number,
): void {
  const factor = of.gain / 32768;
  const length = to - from;
  for (let index = 0; index < length; index++) {
    const edge = Math.min(index, length - 1 - index);
    const faded = edge < fade ? 0.5 - 0.5 * Math.cos((Math.PI * (edge + 1)) / (fade + 1)) : 1;
    samples[at + index] = (of.speech.samples[from + index] ?? 0) * factor * faded;
  }
}

/** Lowers a take that would pass full scale. */
function limit(samples: Float32Array): void {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  if (peak <= 1) return;
  for (let index = 0; index < samples.length; index++) samples[index] = (samples[index] ?? 0) / peak;
}
