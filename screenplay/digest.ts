import { hash } from 'node:crypto';
import type { Cue } from './cue.ts';

/** Digests of cues made by another version of this list have another first element: they never meet. */
const version = 1;

/** What of a cue can be heard by itself. */
export type Audible = Pick<Cue, 'voice' | 'language' | 'spoken' | 'length' | 'start' | 'settings'>;

/**
 * A digest of all that can be heard of a cue by itself: words, manners, voice, language, length, engine, seed and take.
 * Not its place, gap, pan, gain or consent. 32 hex digits of SHA-256.
 */
export function digest({ voice, language, spoken, length, start, settings }: Audible): string {
  // A window is as long as it is wherever it stands.
  const lasting =
    length.kind === 'window' ? ['window', roundTo(length.end - (start.kind === 'time' ? start.seconds : 0))] : length;
  const { engine, seed, take } = settings;
  const audible = [version, voice.recording, voice.draft, language, spoken, lasting, engine, seed, take];
  return hash('sha256', JSON.stringify(audible), 'hex').slice(0, 32);
}

/** A microsecond is finer than a sample at any rate; the binary rests of a difference are not heard. */
function roundTo(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
