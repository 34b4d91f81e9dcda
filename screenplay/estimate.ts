import type { Part, Piece } from './cue.ts';
import type { Pace } from './surroundings.ts';
import { spokenLength } from './syllables.ts';

/** Pace where an engine has none for a language: unhurried speech, about 4.5 syllables a second. */
const usualPace: Pace = { start: 0.1, syllable: 0.2, comma: 0.18, stop: 0.35 };

/** What a cue is expected to take at its natural length. */
export interface NaturalLength {
  /** Speech: what a length stretches. */
  readonly speech: number;
  /** Silences inside it: they keep their length. */
  readonly silence: number;
}

/** What `spoken` comes to: the numbers that a pace multiplies. */
export interface SpeechMeasure {
  readonly language: string;
  readonly starts: number;
  readonly syllables: number;
  readonly commas: number;
  readonly stops: number;
}

/** Predicts the natural length of a cue in seconds, by the pace of its engine for each language. */
export function naturalLength(
  spoken: readonly Part[],
  pace: Readonly<Record<string, Pace>> | undefined,
): NaturalLength {
  let speech = 0;
  for (const measure of speechMeasures(spoken)) {
    const { start, syllable, comma, stop } = pace?.[measure.language] ?? pace?.['*'] ?? usualPace;
    speech += measure.starts * start + measure.syllables * syllable + measure.commas * comma + measure.stops * stop;
  }
  let silence = 0;
  for (const part of spoken) if (part.kind === 'silence') silence += part.seconds;
  return { speech, silence };
}

/** Counts what is spoken, a measure for each run of text. */
export function speechMeasures(spoken: readonly Part[]): readonly SpeechMeasure[] {
  const measures: SpeechMeasure[] = [];
  // A start is spent once per stretch of speech: after a silence the engine starts anew.
  let starts = 1;
  for (const part of spoken) {
    if (part.kind === 'silence') starts = 1;
    if (part.kind !== 'text') continue;
    let syllables = 0;
    let plain = '';
    for (const piece of part.pieces) {
      const said = saidSyllables(piece);
      if (said === undefined) plain += spokenAs(piece);
      else {
        syllables += said;
        plain += ' ';
      }
    }
    const length = spokenLength(plain, part.language);
    if (length.syllables + syllables === 0) continue;
    measures.push({
      language: part.language,
      starts,
      syllables: syllables + length.syllables,
      commas: length.commas,
      stops: length.stops,
    });
    starts = 0;
  }
  return measures;
}

function saidSyllables({ say }: Piece): number | undefined {
  if (say?.kind === 'pinyin') return say.syllables.length;
  if (say?.kind === 'phones') return say.phones.filter((phone) => /\d$/.test(phone)).length;
  return undefined;
}

function spokenAs({ text, say }: Piece): string {
  return say?.kind === 'respelling' ? say.text : text;
}
