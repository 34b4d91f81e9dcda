import type { WhenGroup } from '../grammar/index.ts';
import type { Length, Start } from './cue.ts';
import type { NaturalLength } from './estimate.ts';
import type { Report } from './screenplayProblem.ts';
import type { EngineFacts } from './surroundings.ts';
import { naturalFactor } from './timing.ts';

/** The length of a token where an engine has none, seconds (language.md). */
const usualToken = 0.02;

/** Seconds that are to be expected of a cue without a take. */
export function expectedLength(
  length: Length,
  start: Start,
  natural: NaturalLength,
  facts: EngineFacts | undefined,
): number {
  const free = natural.speech + natural.silence;
  const asked = askedSeconds(length, start, facts);
  if (asked === undefined) return inMilliseconds(length.kind === 'factor' ? free * length.factor : free);
  return inMilliseconds(length.kind === 'most' ? Math.min(free, asked) : asked);
}

/** Warns at the group that asks for a length which the words cannot fill, and says what would fit. */
export function checkLength(
  length: Length,
  start: Start,
  natural: NaturalLength,
  facts: EngineFacts | undefined,
  group: WhenGroup | undefined,
  report: Report,
): void {
  const asked = askedSeconds(length, start, facts);
  if (asked === undefined || group === undefined || natural.speech === 0) return;
  const factor = (asked - natural.silence) / natural.speech;
  const least = natural.silence + naturalFactor.least * natural.speech;
  const most = natural.silence + naturalFactor.most * natural.speech;
  const isLong = factor > naturalFactor.most && length.kind !== 'most';
  if (factor >= naturalFactor.least && !isLong) return;
  const values = {
    asked: legible(asked),
    natural: legible(natural.speech + natural.silence),
    least: legible(least),
    most: legible(most),
  };
  const nearest = isLong ? Math.max(0.1, Math.floor(most * 10) / 10) : Math.ceil(least * 10) / 10;
  const newText = length.kind === 'most' ? `[max ${nearest}s]` : `[${nearest}s]`;
  const fix = {
    title: 'fix/replace' as const,
    values: { text: newText },
    edits: [{ start: group.start, end: group.end, newText }],
  };
  const fixes = length.kind === 'exact' || length.kind === 'most' ? [fix] : [];
  report(isLong ? 'voice/length-too-long' : 'voice/length-too-short', group, values, fixes);
}

/** Seconds that a length asks for; undefined: it follows the natural length. */
function askedSeconds(length: Length, start: Start, facts: EngineFacts | undefined): number | undefined {
  switch (length.kind) {
    case 'exact':
    case 'most':
      return length.seconds;
    case 'tokens':
      return length.tokens * (facts?.secondsPerToken ?? usualToken);
    case 'window':
      return start.kind === 'time' ? length.end - start.seconds : undefined;
    case 'natural':
    case 'factor':
      return undefined;
  }
}

function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** Tenths of a second; of a length below half a second milliseconds, which still tell it from nothing. */
function legible(seconds: number): number {
  return seconds < 0.5 ? inMilliseconds(seconds) : Math.round(seconds * 10) / 10;
}
