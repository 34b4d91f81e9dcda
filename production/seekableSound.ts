import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createWavWriter, probeAudio } from '../audio/index.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import { fileSource } from './soundSource.ts';

/** In the folder of the take store. */
export const soundsFolder = 'sounds';
/** Shorter sounds are decoded each time; longer ones would take too much of the disk (20 min of stereo: 460 MB). */
const seconds = { least: 20, most: 1200 };
const blockFrames = 32768;

/**
 * A sound from whose middle can be heard at once. To reach the middle of a compressed file all before it has to be decoded, so
 * it is unpacked once, beside the takes: samples at the rate of the output, the same that it would give itself.
 *
 * @param store folder of the take store
 * @returns the path of a WAV file; of the sound itself where it needs none, or none can be made
 */
export async function seekableSound(
  file: string,
  sampleRate: number,
  store: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    const facts = await probeAudio(file);
    if (facts.format === 'wav' || facts.seconds < seconds.least || facts.seconds > seconds.most) return file;
    const { mtimeMs, size } = await stat(file);
    const name = createHash('sha256')
      .update(JSON.stringify([file, mtimeMs, size, sampleRate]))
      .digest('hex');
    const path = join(store, soundsFolder, `${name.slice(0, 32)}.wav`);
    if ((await stat(path).catch(() => undefined)) === undefined) {
      await unpack(file, path, { sampleRate, channels: facts.channels }, signal);
    }
    return path;
  } catch (error) {
    signal.throwIfAborted();
    // It is only slower without.
    if (error instanceof TablereadError || (error as NodeJS.ErrnoException).code !== undefined) return file;
    throw error;
  }
}

async function unpack(
  file: string,
  path: string,
  format: { readonly sampleRate: number; readonly channels: number },
  signal: AbortSignal,
): Promise<void> {
  const source = await fileSource(file, format.sampleRate);
  try {
    const writer = await createWavWriter(path, { ...format, bits: 32, tags: {} });
    try {
      for (;;) {
        signal.throwIfAborted();
        const block = await source.read(blockFrames);
        if (block[0] === undefined || block[0].length === 0) break;
        await writer.write(block);
      }
      await writer.close();
    } catch (error) {
      await writer.abort();
      throw error;
    }
  } finally {
    await source.close();
  }
}
