import { TablereadError } from '../foundation/tablereadError.ts';
import { openAudio } from './openAudio.ts';
import type { Sound } from './sound.ts';

/** Frames that are read at a time. */
const blockFrames = 65_536;
/**
 * Samples of all channels that are taken: 1 GiB, an hour and a half of 48 kHz mono. A file says little about how long it is:
 * a megabyte of FLAC can hold days of silence.
 */
const mostSamples = 2 ** 28;

/**
 * Reads a whole recording. What may be long is better read with `openAudio`.
 *
 * @throws TablereadError as `openAudio`, `audio/damaged` where its content cannot be decoded, `audio/too-long`
 */
export async function readAudio(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<Sound> {
  const reader = await openAudio(path);
  try {
    const { channels, sampleRate } = reader.facts;
    const most = Math.floor(mostSamples / channels);
    const blocks: Float32Array[][] = [];
    // What the file says about itself is believed when it is too much, and counted when it is not.
    let frames = 0;
    if ((reader.facts.frames ?? 0) > most) throw tooLong(path, most / sampleRate);
    for (let block = await reader.read(blockFrames); block !== undefined; block = await reader.read(blockFrames)) {
      signal?.throwIfAborted();
      blocks.push(block);
      frames += block[0]?.length ?? 0;
      if (frames > most) throw tooLong(path, most / sampleRate);
    }
    return { sampleRate, channels: join(blocks, channels, frames) };
  } finally {
    await reader.close();
  }
}

function tooLong(path: string, seconds: number): TablereadError {
  return new TablereadError('audio/too-long', { file: path, minutes: Math.floor(seconds / 60) });
}

function join(blocks: readonly Float32Array[][], channels: number, frames: number): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const whole = new Float32Array(frames);
    let at = 0;
    for (const block of blocks) {
      const piece = block[channel] ?? new Float32Array(0);
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  });
}
