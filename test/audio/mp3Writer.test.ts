import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createMp3Writer, probeAudio, readAudio } from '../../audio/index.ts';
import { crc16 } from '../../audio/crc16.ts';
import { mp3SampleRates, parseMp3Frame } from '../../audio/mp3Frame.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { decodeWithFfmpeg, describeWithFfmpeg } from './ffmpeg.ts';
import { temporaryFolder } from './folder.ts';
import { babble, cut, level, tone } from './sounds.ts';
import { write } from './write.ts';

const path = temporaryFolder();
const tags = {
  title: 'Scène “一”',
  artist: 'Mira',
  comment: 'Machine-made.',
  aigc: { Label: '1', ContentProducer: 'me' },
};

describe('an MP3', () => {
  const formats = mp3SampleRates.flatMap((sampleRate) => [1, 2].map((channels) => ({ sampleRate, channels })));

  it.each(formats)(
    'at $sampleRate Hz in $channels channels plays exactly its frames',
    async ({ sampleRate, channels }) => {
      const file = path('exact.mp3');
      for (const frames of [2, 100, 575, 576, 1152, 1153, 2 * sampleRate + 7]) {
        const sound = Array.from({ length: channels }, (_, channel) =>
          tone(440 * (channel + 1), sampleRate, frames, 0.4),
        );
        await write(createMp3Writer(file, { sampleRate, channels, tags }), cut(sound, [1000]));
        expect((await probeAudio(file)).frames).toBe(frames);
        const ours = await readAudio(file);
        const theirs = await decodeWithFfmpeg(file, channels);
        expect(ours.channels.map(({ length }) => length)).toEqual(sound.map(() => frames));
        // ffmpeg cannot cut both ends of one MP3 frame, as a sound of 2 ms needs.
        if (frames > 2) expect(theirs.map(({ length }) => length)).toEqual(sound.map(() => frames));
        if (frames < sampleRate) continue;
        // In its place, too: a shift by one frame alone would leave more than this of a tone at 880 Hz.
        theirs.forEach((samples, channel) => {
          const difference = samples.map((sample, n) => sample - (sound[channel]?.[n] ?? NaN));
          expect(level(difference)).toBeLessThan(level(samples) - (sampleRate < 16000 ? 10 : 25));
        });
      }
    },
  );

  it('has an Info frame that counts what follows, with right checksums', async () => {
    const file = path('info.mp3');
    const frames = 100_000;
    await write(createMp3Writer(file, { sampleRate: 44100, channels: 2, tags }), [
      [babble(44100, frames), babble(44100, frames)],
    ]);
    const bytes = await readFile(file);
    const start = bytes.indexOf(Buffer.from([0xff, 0xfb]));
    const first = parseMp3Frame(bytes, start);
    const info = bytes.subarray(start, start + (first?.bytes ?? 0));
    expect(info.toString('latin1', 36, 40)).toBe('Info');
    const music = bytes.subarray(start + info.length);
    let count = 0;
    for (let at = 0; at < music.length; count++) at += parseMp3Frame(music, at)?.bytes ?? NaN;
    expect(info.readUInt32BE(44)).toBe(count);
    expect(info.readUInt32BE(48)).toBe(info.length + music.length);
    const delay = info.readUIntBE(177, 3) >> 12;
    const padding = info.readUIntBE(177, 3) & 0xfff;
    expect(delay).toBe(576);
    expect(count * 1152 - delay - padding).toBe(frames);
    expect(info.readUInt16BE(188)).toBe(crc16(music));
    expect(info.readUInt16BE(190)).toBe(crc16(info.subarray(0, 190)));
    // The published check value of this CRC (CRC-16/ARC).
    expect(crc16(Buffer.from('123456789'))).toBe(0xbb3d);
  });

  it('carries texts, label and chapters', async () => {
    const file = path('tags.mp3');
    const chapters = [
      { start: 0, end: 24000, title: 'One' },
      { start: 24000, end: 48000, title: '第二章' },
    ];
    await write(createMp3Writer(file, { sampleRate: 48000, channels: 1, tags, chapters }), [[babble(48000, 48000)]]);
    const log = await describeWithFfmpeg(file);
    expect(log).toMatch(/title +: Scène “一”/);
    expect(log).toMatch(/comment +: Machine-made\./);
    expect(log).toMatch(/AIGC +: \{"Label":"1","ContentProducer":"me"\}/);
    expect(log).toMatch(/Chapter #0:0: start 0\.000000, end 0\.500000[^]*title +: One/);
    expect(log).toMatch(/Chapter #0:1: start 0\.500000, end 1\.000000[^]*title +: 第二章/);
  });

  it('takes more chapters than a table of contents counts', async () => {
    const file = path('chapters.mp3');
    const chapters = Array.from({ length: 300 }, (_, n) => ({
      start: n * 160,
      end: n * 160 + 160,
      title: `Chapter ${n}`,
    }));
    await write(createMp3Writer(file, { sampleRate: 48000, channels: 1, tags, chapters }), [[babble(48000, 48000)]]);
    expect(await describeWithFfmpeg(file)).toContain('Chapter 299');
    expect((await probeAudio(file)).frames).toBe(48000);
  });

  it('of equal sound has equal bytes, in whatever blocks it came', async () => {
    const sound = [babble(24000, 50_000)];
    const options = { sampleRate: 24000, channels: 1, tags };
    await write(createMp3Writer(path('a.mp3'), options), [sound]);
    await write(createMp3Writer(path('b.mp3'), options), cut(sound, [1, 4608, 77, 10_000]));
    expect((await readFile(path('a.mp3'))).equals(await readFile(path('b.mp3')))).toBe(true);
  });

  it.each([
    [{ sampleRate: 96000, channels: 1 }, 'audio/mp3-sample-rate'],
    [{ sampleRate: 48000, channels: 3 }, 'audio/too-many-channels'],
  ])('cannot be %j', async (options, code) => {
    const error: unknown = await createMp3Writer(path('no.mp3'), { ...options, tags }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TablereadError);
    expect((error as TablereadError).code).toBe(code);
  });
});
