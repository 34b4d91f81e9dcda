import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioReader } from './audioReader.ts';
import { openSoundFile, type SoundFile } from './soundFile.ts';
import { WavReader } from './wavReader.ts';

/**
 * Opens a recording. Its content decides what it is, not its name.
 *
 * @throws TablereadError `audio/…` naming the file: missing, a folder, not a file, empty, unreadable, not audio, cut off,
 *   damaged, or in an encoding that is not read
 */
export async function openAudio(path: string): Promise<AudioReader> {
  const file = await openSoundFile(path);
  try {
    return await openReader(file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openReader(file: SoundFile): Promise<AudioReader> {
  const start = (await file.read(0, 12)).toString('latin1');
  if (/^(RIFF|RF64|BW64)....WAVE/s.test(start)) return WavReader.open(file);
  throw new TablereadError('audio/not-audio', { file: file.path });
}
