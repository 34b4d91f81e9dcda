import type { Outcome } from './placing.ts';
import type { ProductionSettings } from './productionSettings.ts';
import type { AudioFormat, Deliverable } from './productionTypes.ts';
import type { Placed } from './timeline.ts';

/** Files of the mastered mix, each as long as the whole or, together, nearly. */
const ofTheMix: readonly Deliverable[] = ['whole', 'chapters', 'scenes'];
/** Share of its PCM that a FLAC of speech takes at least (of silence it takes nothing); measured on speech of several voices. */
const flacShare = 0.3;
/** Bytes a sample of the MP3s that Tableread makes, at least: 192 kbit/s for 48 kHz stereo. */
const mp3Bytes = 0.25;

/**
 * Bytes that the sound files of a production take: those of WAV to a header's length, those of compressed files at least.
 *
 * @param placed where the outcomes lie; as exact as their lengths are
 */
export function outputBytes(
  outcomes: readonly Outcome[],
  placed: readonly Placed[],
  { deliver, formats, channels: layout, bits }: Pick<ProductionSettings, 'deliver' | 'formats' | 'channels' | 'bits'>,
): number {
  const channels = layout === 'stereo' ? 2 : 1;
  const stems = new Set<string>();
  let frames = 0;
  let spoken = 0;
  outcomes.forEach((outcome, index) => {
    if (outcome.failure !== undefined) return;
    const { start, length } = placed[index] ?? { start: 0, length: 0 };
    frames = Math.max(frames, start + length);
    stems.add(outcome.kind === 'cue' ? `speaker ${outcome.cue.speaker}` : 'sounds');
    if (outcome.kind === 'cue') spoken += length;
  });
  const ofMix: Readonly<Record<AudioFormat, number>> = {
    wav: (frames * channels * bits) / 8,
    flac: (flacShare * Math.min(frames, spoken) * channels * Math.min(bits, 24)) / 8,
    mp3: mp3Bytes * frames * channels,
  };
  const mixes = deliver.filter((each) => ofTheMix.includes(each)).length;
  let bytes = formats.reduce((sum, format) => sum + mixes * ofMix[format], 0);
  // Stems are floats (see SoundFileWriters), cues one channel.
  if (deliver.includes('stems')) bytes += stems.size * frames * channels * 4;
  if (deliver.includes('cues')) bytes += (spoken * bits) / 8;
  return bytes;
}
