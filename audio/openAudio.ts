import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioReader } from './audioReader.ts';
import { openFlac } from './flacReader.ts';
import { id3Size } from './id3Size.ts';
import { openMp3 } from './mp3Reader.ts';
import { openOgg } from './oggReader.ts';
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
  const head = await file.read(0, 16);
  const text = head.toString('latin1');
  if (/^(RIFF|RF64|BW64)....WAVE/s.test(text)) return WavReader.open(file);
  if (text.startsWith('OggS')) return openOgg(file);
  const start = await afterTags(file);
  if ((await file.read(start, 4)).toString('latin1') === 'fLaC') return openFlac(file, start);
  const other = otherFormats.find(([pattern]) => pattern.test(text));
  if (other !== undefined) {
    throw new TablereadError('audio/unsupported-encoding', { file: file.path, encoding: other[1] });
  }
  const mp3 = await openMp3(file, start);
  if (mp3 !== undefined) return mp3;
  throw new TablereadError(/^(RIFF|RF64|BW64|fLaC|ID3)/.test(text) ? 'audio/cut-off' : 'audio/not-audio', {
    file: file.path,
  });
}

/** Where the ID3v2 tags end; careless programs put one before another. */
async function afterTags(file: SoundFile): Promise<number> {
  let start = 0;
  for (let tag = 0; tag < mostTags; tag++) {
    const size = id3Size(await file.read(start, 10));
    if (size === 0) break;
    start += size;
  }
  return start;
}

const mostTags = 16;

/** Sound that people have but that is not read, by its first bytes. */
const otherFormats: readonly (readonly [RegExp, string])[] = [
  [/^....ftyp/s, 'MP4 or M4A'],
  [/^\xff[\xf0\xf1\xf8\xf9]/, 'AAC'],
  [/^FORM....AIF[FC]/s, 'AIFF'],
  [/^\x30\x26\xb2\x75/, 'Windows Media Audio'],
  [/^\x1a\x45\xdf\xa3/, 'Matroska or WebM'],
  [/^RIFX/, 'big-endian WAV'],
  [/^riff\x2e\x91\xcf\x11/, 'Wave64'],
  [/^caff/, 'Core Audio'],
  [/^\.snd/, 'AU'],
  [/^#!AMR/, 'AMR'],
  [/^MThd/, 'MIDI'],
];
