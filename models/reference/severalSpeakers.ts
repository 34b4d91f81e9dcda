import type { Recording } from './recording.ts';
import { severalPitches } from './severalPitches.ts';
import { severalTimbres } from './severalTimbres.ts';

/**
 * Whether several people seem to speak: phrases of two pitches, or of two timbres. It is a hint, no more: who imitates
 * another, or changes the microphone, is suspected too.
 */
export function severalSpeakersSuspected(recording: Recording): boolean {
  return severalPitches(recording) || severalTimbres(recording);
}
