import { afterEach, expect, it, vi } from 'vitest';
import { createFlacWriter, createMp3Writer, createWavWriter } from '../../audio/index.ts';
import type { AtomicFile } from '../../foundation/atomicFile.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { noise } from './sounds.ts';

// A disk with room for 400,000 bytes.
const disk = vi.hoisted(() => ({ room: 400_000, filesLeft: 100, given: [] as string[] }));
vi.mock('../../foundation/atomicFile.ts', () => ({
  openAtomicFile: (): Promise<AtomicFile> => {
    if (disk.filesLeft-- <= 0) {
      return Promise.reject(Object.assign(new Error('EMFILE: too many open files, open'), { code: 'EMFILE' }));
    }
    return Promise.resolve({
      write: (bytes) => {
        disk.room -= bytes.length;
        if (disk.room >= 0) return Promise.resolve();
        return Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));
      },
      commit: () => {
        disk.given.push('commit');
        return Promise.resolve();
      },
      abort: () => {
        disk.given.push('abort');
        return Promise.resolve();
      },
    });
  },
}));

afterEach(() => {
  disk.room = 400_000;
  disk.filesLeft = 100;
  disk.given = [];
});

it.each([
  ['WAV', createWavWriter],
  ['MP3', createMp3Writer],
  ['FLAC', createFlacWriter],
])('a full disk is told as one, and the %s is not completed', async (_, create) => {
  const writer = await create('sound', { sampleRate: 48000, channels: 1, tags: {} });
  const writeAll = async (): Promise<void> => {
    for (let n = 0; n < 100; n++) await writer.write([noise(20_000)]);
    await writer.close();
  };
  const error: unknown = await writeAll().catch((reason: unknown) => reason);
  await writer.abort();
  expect(error).toBeInstanceOf(TablereadError);
  expect((error as TablereadError).code).toBe('audio/disk-full');
  expect(disk.given).toEqual(['abort']);
});

it('too many open files are told as such', async () => {
  disk.filesLeft = 0;
  const create = createWavWriter('S181.wav', { sampleRate: 48000, channels: 1, tags: {} });
  await expect(create).rejects.toMatchObject({ code: 'audio/too-many-files', values: { file: 'S181.wav' } });
});
