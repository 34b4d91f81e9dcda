import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWavWriter, LoudnessMeter, TruePeakMeter } from '../../audio/index.ts';
import { property } from '../runs.ts';
import { measureWithFfmpeg } from './ffmpeg.ts';
import { temporaryFolder } from './folder.ts';
import { babble, cut, noise, tone } from './sounds.ts';
import { write } from './write.ts';

const path = temporaryFolder();

function measure(channels: readonly Float32Array[], sampleRate: number): LoudnessMeter {
  const meter = new LoudnessMeter(sampleRate, channels.length);
  for (const block of cut(channels, [4096])) meter.push(block);
  return meter;
}

function truePeak(channels: readonly Float32Array[]): number {
  const meter = new TruePeakMeter(channels.length);
  for (const block of cut(channels, [4096])) meter.push(block);
  return meter.truePeak();
}

describe('loudness', () => {
  it.each([8000, 22050, 24000, 44100, 48000, 96000])('of a tone at %i Hz is what BS.1770 says', (rate) => {
    // The standard: a 997 Hz sine of 0 dBFS in one front channel reads −3.01 LKFS.
    const sine = tone(997, rate, 5 * rate);
    expect(measure([sine], rate).integrated()).toBeCloseTo(-3.01, 1);
    expect(measure([sine, sine], rate).integrated()).toBeCloseTo(0, 1);
    const quiet = tone(997, rate, 5 * rate, 0.1);
    expect(measure([quiet], rate).momentary()).toBeCloseTo(-23.01, 1);
    expect(measure([quiet], rate).shortTerm()).toBeCloseTo(-23.01, 1);
  });

  it('follows the cases of EBU Tech 3341 that need no recording', () => {
    const rate = 48000;
    const parts = (levels: readonly (readonly [number, number])[]): Float32Array =>
      Float32Array.from(
        levels.flatMap(([level, seconds]) => [...tone(1000, rate, seconds * rate, 10 ** (level / 20))]),
      );
    const stereo = (levels: readonly (readonly [number, number])[]): number => {
      const sound = parts(levels);
      return measure([sound, sound], rate).integrated();
    };
    expect(stereo([[-23, 20]])).toBeCloseTo(-23, 1);
    expect(stereo([[-33, 20]])).toBeCloseTo(-33, 1);
    // 3: the quiet ends fall below the relative gate; 4: and the very quiet ones below the absolute gate.
    expect(
      stereo([
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ]),
    ).toBeCloseTo(-23, 1);
    expect(
      stereo([
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ]),
    ).toBeCloseTo(-23, 1);
    expect(
      stereo([
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ]),
    ).toBeCloseTo(-23, 1);
  });

  it('counts surround channels more and the low-frequency channel not at all', () => {
    const rate = 48000;
    const sine = tone(1000, rate, 5 * rate, 0.1);
    const silence = new Float32Array(sine.length);
    const alone = (index: number): number =>
      measure(
        Array.from({ length: 6 }, (_, channel) => (channel === index ? sine : silence)),
        rate,
      ).integrated();
    expect(alone(4) - alone(0)).toBeCloseTo(10 * Math.log10(1.41), 3);
    expect(alone(3)).toBe(-Infinity);
  });

  it.each([
    ['speech', 22050, (rate: number) => [babble(rate, 20 * rate)]],
    ['speech', 44100, (rate: number) => [babble(rate, 20 * rate), babble(rate, 20 * rate, 0.1)]],
    ['noise', 48000, (rate: number) => [noise(10 * rate, 0.5)]],
    [
      'silence with a word',
      48000,
      (rate: number) => [
        Float32Array.from([...new Float32Array(rate * 5), ...babble(rate, rate * 2), ...new Float32Array(rate * 5)]),
      ],
    ],
    ['hum', 16000, (rate: number) => [tone(60, rate, 6 * rate, 0.5)]],
  ] as const)('of %s at %i Hz is what ffmpeg measures', async (name, sampleRate, make) => {
    const channels = make(sampleRate);
    const file = path(`${name}-${sampleRate}.wav`);
    await write(createWavWriter(file, { sampleRate, channels: channels.length, bits: 32, tags: {} }), [channels]);
    const meter = measure(channels, sampleRate);
    const theirs = await measureWithFfmpeg(file);
    expect(Math.abs(meter.integrated() - theirs.integrated)).toBeLessThan(0.05);
    expect(Math.abs(truePeak(channels) - theirs.truePeak)).toBeLessThan(0.2);
  });

  it('of silence, of nothing and of less than a block is −∞', () => {
    expect(measure([new Float32Array(48000)], 48000).integrated()).toBe(-Infinity);
    expect(truePeak([new Float32Array(48000)])).toBe(-Infinity);
    expect(new LoudnessMeter(48000, 1).integrated()).toBe(-Infinity);
    expect(new LoudnessMeter(48000, 1).momentary()).toBe(-Infinity);
    expect(measure([tone(1000, 48000, 19000)], 48000).integrated()).toBe(-Infinity);
  });
});

describe('true peak', () => {
  // EBU Tech 3341, cases 15–19: the wave's crest lies between the samples.
  it.each([
    [4, 0, 0.5, -6],
    [4, 45, 0.5, -6],
    [6, 60, 0.5, -6],
    [8, 67.5, 0.5, -6],
    [4, 45, 1.41, 3],
  ])('of fs/%i at %d° and amplitude %d is %d dBTP', (divisor, degrees, amplitude, wanted) => {
    const sine = Float32Array.from(
      { length: 4800 },
      (_, n) => amplitude * Math.sin((2 * Math.PI * n) / divisor + (degrees * Math.PI) / 180),
    );
    // Faded, because a sine that begins at once has a higher crest there.
    for (let n = 0; n < 480; n++) {
      sine[n] = (sine[n] as number) * (n / 480);
      sine[4799 - n] = (sine[4799 - n] as number) * (n / 480);
    }
    const peak = truePeak([sine]);
    expect(peak).toBeGreaterThan(wanted - 0.4);
    expect(peak).toBeLessThan(wanted + 0.2);
  });

  it('is found at the very end', () => {
    const sound = new Float32Array(1000);
    sound[999] = 0.5;
    expect(truePeak([sound])).toBeCloseTo(-6.02, 1);
  });
});

it('measures the same however the sound is cut', () => {
  const sound = [babble(22050, 40000), noise(40000, 0.2)];
  const once = new LoudnessMeter(22050, 2);
  once.push(sound);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 1, maxLength: 5 }), (lengths) => {
      fc.pre(lengths.some((length) => length > 0));
      const meter = new LoudnessMeter(22050, 2);
      const peaks = new TruePeakMeter(2);
      for (const block of cut(sound, lengths)) {
        meter.push(block);
        peaks.push(block);
      }
      expect(meter.integrated()).toBeCloseTo(once.integrated(), 9);
      expect(peaks.truePeak()).toBe(truePeak(sound));
    }),
    property(30, 2000),
  );
});
