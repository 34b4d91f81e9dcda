import { execFileSync } from 'node:child_process';
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createFlacWriter,
  createMp3Writer,
  createWavWriter,
  openAudio,
  probeAudio,
  readAudio,
} from '../../audio/index.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { property } from '../runs.ts';
import { decodeWithFfmpeg, ffmpeg } from './ffmpeg.ts';
import { temporaryFolder } from './folder.ts';
import { babble, noise } from './sounds.ts';
import { write } from './write.ts';

const path = temporaryFolder();

function chunk(id: string, body: Buffer, size = body.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function riff(chunks: readonly Buffer[], id = 'RIFF', size?: number): Buffer {
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks]);
  return chunk(id, body, size);
}

function format(
  tag: number,
  channels: number,
  bits: number,
  { frameBytes = (channels * bits) / 8, rest = '' } = {},
): Buffer {
  const body = Buffer.alloc(16);
  body.writeUInt16LE(tag, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(48000, 4);
  body.writeUInt32LE(48000 * frameBytes, 8);
  body.writeUInt16LE(frameBytes, 12);
  body.writeUInt16LE(bits, 14);
  return chunk('fmt ', Buffer.concat([body, Buffer.from(rest, 'hex')]));
}

function doubles(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, n) => bytes.writeDoubleLE(value, n * 8));
  return bytes;
}

function extensible(code: number, channels: number, bits: number, validBits = bits): Buffer {
  const rest = Buffer.alloc(24);
  rest.writeUInt16LE(22, 0);
  rest.writeUInt16LE(validBits, 2);
  rest.writeUInt32LE((1 << channels) - 1, 4);
  rest.writeUInt16LE(code, 8);
  rest.write('000000001000800000aa00389b71', 10, 'hex');
  return format(0xfffe, channels, bits, { rest: rest.toString('hex') });
}

async function place(name: string, bytes: Buffer): Promise<string> {
  await writeFile(path(name), bytes);
  return path(name);
}

async function failure(work: Promise<unknown>): Promise<TablereadError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TablereadError);
  return error as TablereadError;
}

describe('odd WAV files are read:', () => {
  const int24 = Buffer.from([0, 0, 0x40, 0, 0, 0xc0, 0xff, 0xff, 0x7f, 0, 0, 0x80]);
  const float64 = doubles(0.5, -0.5, 1 - 2 ** -23, -1);
  const wanted = [0.5, -0.5, 1 - 2 ** -23, -1];
  const files: Readonly<Record<string, readonly [Buffer, readonly number[]]>> = {
    '8 bits': [
      riff([format(1, 1, 8), chunk('data', Buffer.from([128, 192, 64, 0, 255]))]),
      [0, 0.5, -0.5, -1, 127 / 128],
    ],
    '16 bits': [riff([format(1, 1, 16), chunk('data', Buffer.from([0, 0x40, 0, 0xc0]))]), [0.5, -0.5]],
    '24 bits': [riff([format(1, 1, 24), chunk('data', int24)]), wanted],
    '24 bits in four bytes': [
      riff([format(1, 1, 24, { frameBytes: 4 }), chunk('data', Buffer.from([0, 0, 0, 0x40, 0, 0, 0, 0xc0]))]),
      [0.5, -0.5],
    ],
    '32 bits': [riff([format(1, 1, 32), chunk('data', Buffer.from([0, 0, 0, 0x40, 0, 0, 0, 0x80]))]), [0.5, -1]],
    '12 bits': [riff([format(1, 1, 12, { frameBytes: 2 }), chunk('data', Buffer.from([0, 0x40]))]), [0.5]],
    '32-bit float': [
      riff([
        format(3, 1, 32, { rest: '0000' }),
        chunk('fact', Buffer.alloc(4)),
        chunk('data', Buffer.from([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0])),
      ]),
      [1, -2],
    ],
    'a float that is no number': [
      riff([format(3, 1, 32), chunk('data', Buffer.from([0, 0, 0xc0, 0x7f, 0, 0, 0x80, 0xff, 0, 0, 0, 0x3f]))]),
      [0, 0, 0.5],
    ],
    'a float that is no sample': [
      riff([format(3, 1, 64), chunk('data', doubles(1e300, -1e30, NaN, -Infinity, 2 ** 24, 0.5))]),
      [0, 0, 0, 0, 2 ** 24, 0.5],
    ],
    '64-bit float': [riff([format(3, 1, 64), chunk('data', float64)]), wanted],
    WAVE_FORMAT_EXTENSIBLE: [riff([extensible(1, 1, 24), chunk('data', int24)]), wanted],
    'extensible float': [riff([extensible(3, 1, 32), chunk('data', Buffer.from([0, 0, 0, 0x3f]))]), [0.5]],
    'A-law': [
      riff([format(6, 1, 8), chunk('data', Buffer.from([0xd5, 0x55, 0x2a, 0xaa]))]),
      [8, -8, -32256, 32256].map((v) => v / 32768),
    ],
    'µ-law': [
      riff([format(7, 1, 8), chunk('data', Buffer.from([0xff, 0x7f, 0x00, 0x80]))]),
      [0, 0, -32124, 32124].map((v) => v / 32768),
    ],
    'chunks before and after': [
      riff([
        chunk('LIST', Buffer.from('INFOISFTabc')),
        chunk('odd ', Buffer.from('x')),
        format(1, 1, 16),
        chunk('data', Buffer.from([0, 0x40])),
        chunk('LIST', Buffer.from('INFO')),
      ]),
      [0.5],
    ],
    'a size of 0 that a streaming writer left': [
      riff([format(1, 1, 16), chunk('data', Buffer.from([0, 0x40, 0, 0xc0]), 0)], 'RIFF', 0),
      [0.5, -0.5],
    ],
    'a size of 0xffffffff that a streaming writer left': [
      riff([format(1, 1, 16), chunk('data', Buffer.from([0, 0x40, 0, 0xc0]), 0xffffffff)], 'RIFF', 0xffffffff),
      [0.5, -0.5],
    ],
    'cut off within its samples': [
      riff([format(1, 1, 24), chunk('data', Buffer.from([0, 0, 0x40, 0]), 3000)], 'RIFF', 3036),
      [0.5],
    ],
    'no frames': [riff([format(1, 1, 16), chunk('data', Buffer.alloc(0)), chunk('LIST', Buffer.from('INFO'))]), []],
    RF64: [
      riff(
        [
          chunk('ds64', Buffer.from('000000000000000004000000000000000200000000000000' + '00000000', 'hex')),
          format(1, 1, 16),
          chunk('data', Buffer.from([0, 0x40, 0, 0xc0]), 0xffffffff),
          chunk('LIST', Buffer.from('INFO')),
        ],
        'RF64',
        0xffffffff,
      ),
      [0.5, -0.5],
    ],
  };

  it.each(Object.entries(files))('%s', async (name, [bytes, samples]) => {
    const file = await place(`${name.replace(/\W/g, '-')}.wav`, bytes);
    const sound = await readAudio(file);
    expect(sound.sampleRate).toBe(48000);
    expect([...(sound.channels[0] ?? [])]).toEqual(samples);
    expect(await probeAudio(file)).toMatchObject({ format: 'wav', frames: samples.length, channels: 1 });
  });

  it('7 channels', async () => {
    const data = Buffer.alloc(28);
    for (let n = 0; n < 14; n++) data.writeInt16LE(n * 100, n * 2);
    const sound = await readAudio(await place('seven.wav', riff([extensible(1, 7, 16), chunk('data', data)])));
    expect(sound.channels.map((samples) => [...samples].map((sample) => sample * 32768))).toEqual(
      Array.from({ length: 7 }, (_, channel) => [channel * 100, (channel + 7) * 100]),
    );
  });

  it('A-law and µ-law as ffmpeg reads them', async () => {
    const every = Buffer.from(Array.from({ length: 256 }, (_, n) => n));
    for (const tag of [6, 7]) {
      const file = await place(`law-${tag}.wav`, riff([format(tag, 1, 8), chunk('data', every)]));
      expect((await readAudio(file)).channels).toEqual(await decodeWithFfmpeg(file, 1));
    }
  });

  it('three hours, without reading them whole', async () => {
    const frames = 3 * 3600 * 48000;
    const head = riff([format(1, 1, 16), chunk('data', Buffer.alloc(0), frames * 2)], 'RIFF', frames * 2 + 36);
    const file = await place('long.wav', head);
    // The rest of the file is a hole.
    await truncate(file, head.length + frames * 2);
    expect(await probeAudio(file)).toMatchObject({ frames, seconds: 10_800 });
    const reader = await openAudio(file);
    expect((await reader.read(1000))?.[0]?.length).toBe(1000);
    await reader.close();
    expect((await failure(readAudio(file))).code).toBe('audio/too-long');
  });
});

describe('what is no sound gets one clear error:', () => {
  it.each([
    ['nothing there', 'missing', undefined],
    ['an empty file', 'empty', Buffer.alloc(0)],
    ['a text', 'not-audio', Buffer.from('MIRA: Hello.\n'.repeat(1000))],
    ['zeros', 'not-audio', Buffer.alloc(100_000)],
    ['ones', 'not-audio', Buffer.alloc(100_000, 0xff)],
    ['one byte', 'not-audio', Buffer.from('R')],
    ['a cut off RIFF header', 'cut-off', Buffer.from('RIFF')],
    ['a RIFF header alone', 'cut-off', riff([])],
    ['a format cut off', 'cut-off', riff([format(1, 1, 16)]).subarray(0, 30)],
    ['a WAV without samples', 'cut-off', riff([format(1, 1, 16)])],
    ['samples without a format', 'damaged-header', riff([chunk('data', Buffer.alloc(10))])],
    ['no channels', 'damaged-header', riff([format(1, 0, 16), chunk('data', Buffer.alloc(10))])],
    [
      '60,000 channels',
      'damaged-header',
      riff([format(1, 60_000, 16, { frameBytes: 0 }), chunk('data', Buffer.alloc(10))]),
    ],
    ['0 bits', 'damaged-header', riff([format(1, 1, 0), chunk('data', Buffer.alloc(10))])],
    ['float of 16 bits', 'damaged-header', riff([format(3, 1, 16), chunk('data', Buffer.alloc(10))])],
    ['ADPCM', 'unsupported-encoding', riff([format(2, 1, 4, { frameBytes: 256 }), chunk('data', Buffer.alloc(10))])],
    ['nothing but chunks', 'damaged-header', riff(Array.from({ length: 5000 }, () => chunk('junk', Buffer.alloc(0))))],
    ['a FLAC marker alone', 'cut-off', Buffer.from('fLaC')],
    ['AIFF', 'unsupported-encoding', Buffer.from('FORM\0\0\0\0AIFFCOMM')],
    ['MP4', 'unsupported-encoding', Buffer.from('\0\0\0\x20ftypM4A \0\0\0\0', 'latin1')],
    [
      'Opus',
      'unsupported-encoding',
      Buffer.concat([
        Buffer.from('OggS'),
        Buffer.alloc(22),
        Buffer.from([1, 19]),
        Buffer.from('OpusHead'),
        Buffer.alloc(11),
      ]),
    ],
  ])('%s', async (name, code, bytes) => {
    const file = path(name);
    if (bytes !== undefined) await writeFile(file, bytes);
    for (const work of [probeAudio, readAudio, openAudio]) {
      const error = await failure(work(file));
      expect(error.code).toBe(`audio/${code}`);
      expect(error.message).toContain(file);
      expect(error.message).not.toContain('{{');
      expect(error.in('zh').hint).not.toContain('{{');
    }
  });

  it('a folder', async () => {
    await mkdir(path('folder.wav'));
    expect((await failure(probeAudio(path('folder.wav')))).code).toBe('audio/folder');
  });

  it.skipIf(process.platform === 'win32')('a pipe, without waiting for it', async () => {
    execFileSync('mkfifo', [path('pipe.wav')]);
    expect((await failure(readAudio(path('pipe.wav')))).code).toBe('audio/not-a-file');
    expect((await failure(probeAudio('/dev/zero'))).code).toBe('audio/not-a-file');
  });
});

describe('the content decides, not the name:', () => {
  const rate = 44100;
  const sound = [babble(rate, rate), babble(rate, rate, 0.2)];

  it.each([
    ['MP3 of constant bitrate', 'mp3', ['-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3']],
    ['MP3 of variable bitrate', 'mp3', ['-c:a', 'libmp3lame', '-q:a', '4', '-f', 'mp3']],
    ['MP3 with a large tag', 'mp3', ['-metadata', `comment=${'x'.repeat(90_000)}`, '-c:a', 'libmp3lame', '-f', 'mp3']],
    ['mono MP3 at 22050 Hz', 'mp3', ['-ac', '1', '-ar', '22050', '-c:a', 'libmp3lame', '-f', 'mp3']],
    ['FLAC of 16 bits', 'flac', ['-c:a', 'flac', '-sample_fmt', 's16', '-f', 'flac']],
    ['FLAC of 24 bits', 'flac', ['-c:a', 'flac', '-sample_fmt', 's32', '-f', 'flac']],
    ['Ogg Vorbis', 'ogg', ['-c:a', 'libvorbis', '-f', 'ogg']],
  ])('%s named .wav is decoded as ffmpeg does', async (name, kind, args) => {
    const original = path('original.wav');
    await write(createWavWriter(original, { sampleRate: rate, channels: 2, tags: {} }), [sound]);
    const { result } = await ffmpeg(original, [...args, '/result']);
    const file = await place(`${name}.wav`, result);
    const facts = await probeAudio(file);
    expect(facts.format).toBe(kind);
    const theirs = await decodeWithFfmpeg(file, facts.channels);
    const ours = await readAudio(file);
    expect(facts.frames).toBe(facts.sampleRate);
    expect(ours.channels[0]?.length).toBe(facts.frames);
    // ffmpeg ends this Vorbis file 128 frames early.
    const missing = kind === 'ogg' ? 128 : 0;
    expect(theirs[0]?.length).toBe(facts.sampleRate - missing);
    ours.channels.forEach((whole, channel) => {
      const samples = whole.subarray(0, whole.length - missing);
      const worst = samples.reduce(
        (most, sample, n) => Math.max(most, Math.abs(sample - (theirs[channel]?.[n] ?? NaN))),
        0,
      );
      expect(worst).toBeLessThan(kind === 'flac' ? 1e-9 : 2e-6);
    });
  });

  it('MP3 without an Info frame is read; only decoding tells its length', async () => {
    const original = path('original.wav');
    await write(createWavWriter(original, { sampleRate: rate, channels: 2, tags: {} }), [sound]);
    const { result } = await ffmpeg(original, [
      '-write_xing',
      '0',
      '-c:a',
      'libmp3lame',
      '-b:a',
      '128k',
      '-f',
      'mp3',
      '/result',
    ]);
    const file = await place('bare.mp3', result);
    const facts = await probeAudio(file);
    expect(facts.frames).toBeUndefined();
    expect(facts.seconds).toBeCloseTo(1, 1);
    expect((await readAudio(file)).channels[0]?.length).toBe((await decodeWithFfmpeg(file, 2))[0]?.length);
  });

  it('MP3 behind two large tags is found', async () => {
    const file = path('tags.mp3');
    await write(createMp3Writer(file, { sampleRate: rate, channels: 2, tags: {} }), [sound]);
    const bytes = await readFile(file);
    // 100,000 bytes of content, seven bits in a byte.
    const tag = Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 6, 13, 32]), Buffer.alloc(100_000)]);
    await writeFile(file, Buffer.concat([tag, tag, bytes]));
    expect(await probeAudio(file)).toMatchObject({ format: 'mp3', frames: rate });
  });

  it('FLAC with an ID3 tag before it and one behind it loses nothing', async () => {
    const file = path('tagged.flac');
    await write(createFlacWriter(file, { sampleRate: rate, channels: 2, tags: {} }), [sound]);
    const bytes = await readFile(file);
    const plain = await readAudio(file);
    await writeFile(
      file,
      Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x05hello', 'latin1'), bytes, Buffer.from('TAG'.padEnd(128))]),
    );
    expect((await readAudio(file)).channels).toEqual(plain.channels);
  });
});

describe('a stream', () => {
  it.each([
    ['wav', createWavWriter],
    ['mp3', createMp3Writer],
    ['flac', createFlacWriter],
  ] as const)('of %s is the same in blocks of any length', async (format, create) => {
    const file = path(`blocks.${format}`);
    await write(create(file, { sampleRate: 24000, channels: 1, tags: {} }), [[noise(10_000, 0.5)]]);
    const whole = (await readAudio(file)).channels[0] ?? new Float32Array(0);
    const reader = await openAudio(file);
    let at = 0;
    for (const length of [1, 2, 999, 4097, 100_000]) {
      const block = await reader.read(length);
      const expected = whole.subarray(at, at + length);
      expect(block?.[0] ?? new Float32Array(0)).toEqual(expected);
      at += expected.length;
    }
    expect(await reader.read(10)).toBeUndefined();
    await reader.close();
    expect(at).toBe(10_000);
  });

  it('stops when asked to', async () => {
    const file = path('abort.wav');
    await write(createWavWriter(file, { sampleRate: 24000, channels: 1, tags: {} }), [[noise(1000)]]);
    await expect(readAudio(file, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

describe('damaged files', () => {
  it('never crash, hang or take memory without end', async () => {
    const seeds: Buffer[] = [];
    const sound = [noise(6000, 0.5), babble(24000, 6000)];
    for (const create of [createWavWriter, createMp3Writer, createFlacWriter]) {
      const file = path('seed');
      await write(create(file, { sampleRate: 24000, channels: 2, tags: { title: 'x' } }), [sound]);
      seeds.push(await readFile(file));
    }
    seeds.push((await ffmpeg(path('seed'), ['-c:a', 'libvorbis', '-f', 'ogg', '/result'])).result);
    const damage = fc.record({
      seed: fc.constantFrom(...seeds),
      end: fc.double({ min: 0, max: 1, noNaN: true }),
      bytes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 40 }),
      header: fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 3 }),
      junk: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ maxLength: 300 })),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ seed, end, bytes, header, junk }) => {
        const whole = Buffer.from(seed);
        for (const [place, value] of bytes) whole[Math.floor(place * whole.length)] = value;
        for (const [at, value] of header) whole[at] = value;
        const cut = Math.floor(junk[0] * whole.length);
        const mixed = Buffer.concat([whole.subarray(0, cut), junk[1], whole.subarray(cut)]);
        const file = await place(
          'damaged',
          mixed.subarray(0, end > 0.7 ? mixed.length : Math.floor(end * mixed.length)),
        );
        const sound = await readAudio(file).catch((error: unknown) => error);
        if (sound instanceof TablereadError) return;
        if (sound instanceof Error) throw sound;
        const { channels } = sound as Awaited<ReturnType<typeof readAudio>>;
        // No file makes more sound than its bytes can hold: an MP3 frame of 24 bytes holds 1152 frames.
        expect(channels[0]?.length ?? 0).toBeLessThan((mixed.length / 24 + 20) * 1152 * 2);
        expect(channels.every((samples) => samples.every(Number.isFinite))).toBe(true);
      }),
      property(300, 5000),
    );
  });

  it('random bytes are no sound', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'RIFF\0\0\0\0WAVE', 'fLaC', 'OggS', 'ID3\x04\0\0\0\0\x10\0', '\xff\xfb\x90\x64'),
        fc.uint8Array({ maxLength: 5000 }),
        async (start, bytes) => {
          const file = await place('random', Buffer.concat([Buffer.from(start, 'latin1'), bytes]));
          const sound = await readAudio(file).catch((error: unknown) => error);
          if (sound instanceof Error) expect(sound).toBeInstanceOf(TablereadError);
        },
      ),
      property(300, 20_000),
    );
  });
});
