import type { AudioFacts } from './audioFacts.ts';
import { openAudio } from './openAudio.ts';

/**
 * Facts of a recording, without decoding it.
 *
 * @throws TablereadError as `openAudio`
 */
export async function probeAudio(path: string): Promise<AudioFacts> {
  const reader = await openAudio(path);
  await reader.close();
  return reader.facts;
}
