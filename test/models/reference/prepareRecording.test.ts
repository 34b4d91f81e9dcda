import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAudio } from '../../../audio/readAudio.ts';
import type { Sound } from '../../../audio/sound.ts';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { noSteps, prepareRecording, type PreparationSteps } from '../../../models/reference/prepareRecording.ts';

const rate = 16000;
let alice: Float32Array;
let bob: Float32Array;

beforeAll(async () => {
  const fixture = async (name: string): Promise<Float32Array> => {
    const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'reference');
    return (await readAudio(join(folder, `${name}.wav`))).channels[0] ?? new Float32Array();
  };
  alice = await fixture('alice');
  bob = await fixture('bob');
});

const sound = (...parts: readonly Float32Array[]): Sound => {
  const samples = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { sampleRate: rate, channels: [samples] };
};
const silence = (seconds: number): Float32Array => new Float32Array(seconds * rate);
const scaled = (samples: Float32Array, gain: number): Float32Array => samples.map((sample) => sample * gain);

/** White noise of a level, dBFS; a linear congruential generator, so that every run hears the same. */
function noise(length: number, level: number): Float32Array {
  let state = 1;
  const amplitude = Math.sqrt(3) * 10 ** (level / 20);
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 31 - 1) * amplitude;
  });
}
const sum = (a: Float32Array, b: Float32Array): Float32Array => a.map((sample, n) => sample + (b[n] ?? 0));
const noisy = (samples: Float32Array, level: number): Float32Array => sum(samples, noise(samples.length, level));

const only = (step: keyof PreparationSteps): PreparationSteps => ({ ...noSteps, [step]: true });
const codes = async (input: Sound): Promise<string[]> =>
  (await prepareRecording(input, noSteps)).problems.map(({ code }) => code);

describe('what a recording is like', () => {
  test('good speech has no problems', async () => {
    const { measures, problems } = await prepareRecording(sound(alice), noSteps);
    expect(problems).toEqual([]);
    expect(measures.seconds).toBeCloseTo(5.5, 3);
    expect(measures.speechShare).toBeGreaterThan(0.7);
    expect(measures.clippedShare).toBe(0);
    expect(measures.signalToNoise).toBeGreaterThan(30);
  });

  test('noise in the pauses is measured as it is', async () => {
    const input = sound(noisy(sound(silence(1), alice, silence(1)).channels[0] ?? alice, -50));
    const { measures } = await prepareRecording(input, noSteps);
    expect(measures.noiseFloor).toBeGreaterThan(-51.5);
    expect(measures.noiseFloor).toBeLessThan(-48.5);
  });

  test('each flaw is told', async () => {
    expect(await codes(sound(noisy(alice, -32), silence(0.5)))).toContain('reference/noisy');
    expect(await codes(sound(scaled(alice, 0.02)))).toContain('reference/quiet');
    const overdriven = scaled(alice, 8).map((sample) => Math.max(-1, Math.min(1, sample)));
    expect(await codes(sound(overdriven))).toContain('reference/clipped');
    expect(await codes(sound(alice, silence(8)))).toContain('reference/little-speech');
    expect(await codes(sound(alice.subarray(0, 4 * rate)))).toEqual(['reference/short']);
    expect(await codes(sound(alice, alice, alice))).toEqual(['reference/long']);
  });

  test('two voices are suspected, one is not', async () => {
    expect(await codes(sound(alice))).not.toContain('reference/several-speakers');
    expect(await codes(sound(bob))).not.toContain('reference/several-speakers');
    expect(await codes(sound(alice, silence(0.4), bob))).toContain('reference/several-speakers');
  });

  test.each([
    ['too short', () => sound(alice.subarray(0, 2.9 * rate)), 'reference/too-short'],
    ['silent', () => sound(silence(6)), 'reference/silent'],
    ['empty', () => sound(), 'reference/silent'],
    ['not a number', () => sound(alice, Float32Array.of(NaN)), 'reference/not-finite'],
  ])('a recording that is %s is refused', async (_, input, code) => {
    const error = await prepareRecording(input(), noSteps).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TablereadError);
    expect((error as TablereadError).code).toBe(code);
  });
});

describe('what is done to a recording', () => {
  test('nothing by itself: the very sound comes back', async () => {
    const input = sound(silence(1), noisy(alice, -45), silence(1));
    const { sound: output, done } = await prepareRecording(input, noSteps);
    expect(output).toBe(input);
    expect(done).toEqual([]);
  });

  test('noise goes down, gently, and speech stays', async () => {
    const input = sound(noisy(sound(silence(1), alice, silence(1)).channels[0] ?? alice, -45));
    const { sound: output, done } = await prepareRecording(input, only('denoise'));
    const [step] = done;
    if (step?.step !== 'denoise') throw new Error('no denoising reported');
    expect(step.before - step.after).toBeGreaterThan(6);
    expect(step.before - step.after).toBeLessThan(13);
    const level = (samples: Float32Array | undefined): number =>
      Math.hypot(
        ...Array.from({ length: 400 }, (_, n) => Math.hypot(...(samples?.subarray(n * 300, n * 300 + 300) ?? []))),
      );
    expect(Math.abs(20 * Math.log10(level(output.channels[0]) / level(input.channels[0])))).toBeLessThan(1);
  });

  test('silence around the speech is cut', async () => {
    const { sound: output, done } = await prepareRecording(sound(silence(2), alice, silence(2)), only('trim'));
    const [step] = done;
    if (step?.step !== 'trim') throw new Error('no trimming reported');
    expect(step.start).toBeGreaterThan(1.6);
    expect(step.start).toBeLessThan(2.1);
    expect(step.end).toBeGreaterThan(6.5);
    expect(step.end).toBeLessThan(8.1);
    expect(output.channels[0]?.length).toBe(Math.round(step.end * rate) - Math.round(step.start * rate));
  });

  test('the best stretch is free of noise and silence', async () => {
    const input = sound(noisy(alice, -22), silence(3), noisy(alice, -22), silence(0.5), alice, silence(0.5), alice);
    const { done } = await prepareRecording(input, only('window'));
    const [step] = done;
    if (step?.step !== 'window') throw new Error('no choice reported');
    expect(step.start).toBeGreaterThan(13);
    expect(step.end - step.start).toBeGreaterThan(5);
    expect(step.end - step.start).toBeLessThanOrEqual(15);
  });

  test('a quiet voice is raised, without passing the peak', async () => {
    const { sound: output, done } = await prepareRecording(sound(scaled(alice, 0.05)), only('level'));
    const [step] = done;
    if (step?.step !== 'level') throw new Error('no levelling reported');
    expect(step.gain).toBeGreaterThan(6);
    const peak = output.channels[0]?.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) ?? 1;
    expect(peak).toBeLessThanOrEqual(10 ** (-1 / 20) + 1e-6);
  });

  test('all steps together, from stereo', async () => {
    const left = sound(silence(2), noisy(alice, -45), silence(2)).channels[0] ?? alice;
    const input: Sound = { sampleRate: rate, channels: [left, left] };
    const { sound: output, done } = await prepareRecording(input, {
      denoise: true,
      trim: true,
      window: true,
      level: true,
    });
    expect(done.map(({ step }) => step)).toContain('denoise');
    expect(output.channels.length).toBe(1);
  });

  test('stops when told', async () => {
    const reason = new Error('enough');
    await expect(prepareRecording(sound(alice), noSteps, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
