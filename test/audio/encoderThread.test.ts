import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EncoderThread, startEncoder, type AudioWriter, type EncoderOrder } from '../../audio/index.ts';
import { built, dist } from '../built.ts';
import { temporaryFolder } from './folder.ts';
import { babble, cut } from './sounds.ts';

const path = temporaryFolder();
const rate = 44100;
const channel = babble(rate, rate * 3);
const tags = { title: 'A title', comment: 'Made by a machine' };
const sound = { sampleRate: rate, channels: 2, frames: channel.length, tags };
let thread: EncoderThread;
beforeAll(async () => {
  await built();
  thread = new EncoderThread(pathToFileURL(join(dist, 'encoder.mjs')));
});
afterAll(() => thread.end());

function orders(name: string): EncoderOrder[] {
  return [
    {
      format: 'mp3',
      path: path(`${name}.mp3`),
      options: { ...sound, chapters: [{ start: 0, end: 100, title: 'One' }] },
    },
    { format: 'flac', path: path(`${name}.flac`), options: { ...sound, bits: 24 } },
  ];
}

/** Many blocks, so that some wait; their arrays are used again, as the mix does. */
async function write(writer: AudioWriter): Promise<void> {
  const block = [new Float32Array(1000), new Float32Array(1000)] as const;
  for (const [left = new Float32Array(0)] of cut([channel], [1000, 777])) {
    block[0].set(left);
    block[1].set(left.map((sample) => -sample));
    await writer.write(block.map((each) => each.subarray(0, left.length)));
  }
  await writer.close();
}

describe('EncoderThread', () => {
  it('writes the bytes that this thread would write, several files at once', async () => {
    const threaded = await Promise.all(orders('there').map((order) => thread.open(order)));
    await Promise.all(threaded.map(write));
    for (const order of orders('here')) {
      await write(await startEncoder(order));
      const there = readFileSync(order.path.replace('here', 'there'));
      expect(there.length).toBeGreaterThan(10_000);
      expect(there.equals(readFileSync(order.path)), order.format).toBe(true);
    }
  });

  it('tells what is wrong with the code that the writer gives it', async () => {
    const [mp3] = orders('wrong');
    if (mp3?.format !== 'mp3') return;
    await expect(thread.open({ ...mp3, options: { ...mp3.options, sampleRate: 12_345 } })).rejects.toMatchObject({
      code: 'audio/mp3-sample-rate',
      values: { rate: 12_345 },
    });
    // Where the file is to be, a folder lies: seen when it gets its name.
    await mkdir(path('taken.mp3'));
    const writer = await thread.open({ ...mp3, path: path('taken.mp3') });
    await expect(write(writer)).rejects.toMatchObject({ code: 'audio/cannot-write' });
    await writer.abort();
  });

  it('leaves nothing of a file that is thrown away', async () => {
    const [, flac] = orders('aborted');
    if (flac === undefined) return;
    const writer = await thread.open(flac);
    for (let n = 0; n < 50; n++) await writer.write([channel, channel]);
    await writer.abort();
    expect(existsSync(flac.path)).toBe(false);
    expect(readdirSync(join(flac.path, '..')).filter((name) => name.includes('aborted'))).toEqual([]);
  });

  it('fails what is under way when it ends', async () => {
    const gone = new EncoderThread(pathToFileURL(join(dist, 'encoder.mjs')));
    const [mp3] = orders('gone');
    if (mp3 === undefined) return;
    const writer = await gone.open(mp3);
    const writing = (async () => {
      for (let n = 0; n < 100; n++) await writer.write([channel, channel]);
    })();
    await Promise.all([expect(writing).rejects.toThrow('the encoder thread ended'), gone.end()]);
    await expect(writer.close()).rejects.toThrow('the encoder thread ended');
    await writer.abort();
    await expect(gone.open(mp3)).rejects.toThrow('the encoder thread ended');
  });
});
