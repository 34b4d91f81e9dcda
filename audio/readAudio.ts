import { openAudio } from './openAudio.ts';
import type { Sound } from './sound.ts';

/** Frames that are read at a time. */
const blockFrames = 65_536;

/**
 * Reads a whole recording.
 *
 * @throws TablereadError as `openAudio`, and `audio/damaged` where its content cannot be decoded
 */
export async function readAudio(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<Sound> {
  const reader = await openAudio(path);
  try {
    const blocks: Float32Array[][] = [];
    for (let block = await reader.read(blockFrames); block !== undefined; block = await reader.read(blockFrames)) {
      signal?.throwIfAborted();
      blocks.push(block);
    }
    return { sampleRate: reader.facts.sampleRate, channels: join(blocks, reader.facts.channels) };
  } finally {
    await reader.close();
  }
}

function join(blocks: readonly Float32Array[][], channels: number): Float32Array[] {
  const frames = blocks.reduce((total, block) => total + (block[0]?.length ?? 0), 0);
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
