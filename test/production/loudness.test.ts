import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWavWriter, readAudio } from '../../audio/index.ts';
import { measureWithFfmpeg } from '../audio/ffmpeg.ts';
import { rendered, temporaryFolder } from './rendered.ts';
import { scriptOf, type CueSketch } from './scriptOf.ts';

const lines: CueSketch[] = Array.from({ length: 12 }, (_, index) => ({
  text: `the train leaves at ${index} and nobody knows why it does so late`,
  speaker: ['MIRA', 'JOE'][index % 2] ?? '',
  gain: index % 3 === 0 ? 9 : -6,
}));
/** Quiet but for one line that is much louder: the limiter has to work. */
const uneven: CueSketch[] = lines.map((line, index) => ({ ...line, gain: index === 3 ? 24 : -12 }));
const panned = lines.map((line, index) => ({ ...line, pan: index % 2 === 0 ? -0.7 : 0.7 }));

describe('loudness and true peak, told by ffmpeg', () => {
  it.each([
    ['stereo in the middle', lines, { loudness: -16 }],
    ['panned', panned, { loudness: -16 }],
    ['mono', lines, { loudness: -23, channels: 'mono' }],
    ['44.1 kHz, 16 bits', lines, { loudness: -18, sampleRate: 44100, bits: 16 }],
    ['loud', lines, { loudness: -11.5, truePeak: -2 }],
    ['uneven', uneven, { loudness: -16, truePeak: -1 }],
    ['very quiet', lines, { loudness: -38 }],
  ] as const)('%s', async (_, sketches, settings) => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, sketches, settings);
    const { production } = await rendered(script, { out: join(folder, 'out'), deliver: ['whole'] });
    const judged = await measureWithFfmpeg(join(folder, 'out', 'test.wav'));
    expect(Math.abs(judged.integrated - settings.loudness)).toBeLessThanOrEqual(0.1);
    const ceiling = 'truePeak' in settings ? settings.truePeak : -1;
    expect(judged.truePeak).toBeLessThanOrEqual(ceiling);
    expect(Math.abs(production.loudness.lufs - judged.integrated)).toBeLessThanOrEqual(0.05);
    expect(production.notices).toEqual([]);
  });

  it('writes the mix once more when the limiter took more than was foretold', async () => {
    const folder = await temporaryFolder();
    const frames = 48000;
    // A quarter of the sample rate at 45°: its crests are 3 dB over its samples, where they cannot be foretold.
    const crests = Float32Array.from({ length: frames }, (_, n) => 0.5 * Math.sin((Math.PI / 2) * n + Math.PI / 4));
    const options = { sampleRate: 48000, channels: 1, bits: 32, frames, tags: {} } as const;
    const writer = await createWavWriter(join(folder, 'crests.wav'), options);
    await writer.write([crests]);
    await writer.close();
    const start = { kind: 'turn', silence: 0, isGap: false } as const;
    const sketches = [...lines.slice(1, 3), { path: 'crests.wav', start, gain: -6 }, ...lines.slice(4, 6)];
    const script = scriptOf(folder, sketches, { loudness: -16, truePeak: -11.5 });
    const { production, events } = await rendered(script, { out: join(folder, 'out'), deliver: ['whole'] });
    const stages = events.flatMap((event) => (event.kind === 'progress' ? [event.stage] : []));
    const changes = stages.filter((stage, index) => stage !== stages[index - 1]);
    expect(changes).toEqual(['plan', 'speak', 'measure', 'mix', 'measure', 'mix']);
    const judged = await measureWithFfmpeg(join(folder, 'out', 'test.wav'));
    expect(Math.abs(judged.integrated - -16)).toBeLessThanOrEqual(0.1);
    expect(judged.truePeak).toBeLessThanOrEqual(-11.5);
    expect(production.notices).toEqual([]);
  });

  it('says so when the peaks forbid the loudness', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, uneven, { loudness: -5, truePeak: -20 });
    const { production } = await rendered(script, { out: join(folder, 'out'), deliver: ['whole'] });
    expect(production.notices.map(({ code }) => code)).toEqual(['production/loudness-not-reached']);
    const judged = await measureWithFfmpeg(join(folder, 'out', 'test.wav'));
    expect(judged.truePeak).toBeLessThanOrEqual(-20);
    expect(Math.abs(production.loudness.lufs - judged.integrated)).toBeLessThanOrEqual(0.1);
  });

  it('leaves what is too short to measure at its level, and says so', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, [{ text: 'a', length: { kind: 'exact', seconds: 0.2 } }]);
    const { production } = await rendered(script, { out: join(folder, 'out') });
    expect(production.loudness.lufs).toBe(-Infinity);
    expect(production.notices.map(({ code }) => code)).toEqual(['production/too-short-for-loudness']);
  });
});

describe('stems', () => {
  it('together are the mix before its limiter', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const script = scriptOf(folder, panned, { loudness: -30 });
    await rendered(script, { out, deliver: ['whole', 'stems'], bits: 32 });
    const whole = await readAudio(join(out, 'test.wav'));
    const stems = await Promise.all(['MIRA', 'JOE'].map((name) => readAudio(join(out, 'stems', `${name}.wav`))));
    whole.channels.forEach((channel, index) => {
      let largest = 0;
      for (let n = 0; n < channel.length; n++) {
        const sum = stems.reduce((total, stem) => total + (stem.channels[index]?.[n] ?? NaN), 0);
        largest = Math.max(largest, Math.abs(sum - (channel[n] ?? NaN)));
      }
      expect(largest).toBeLessThan(2 ** -23);
    });
  });

  it('keep what only the limiter of the whole brings down', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    await rendered(scriptOf(folder, lines, { loudness: -5, truePeak: -6 }), { out, deliver: ['stems'] });
    const stem = await readAudio(join(out, 'stems', 'JOE.wav'));
    const peak = stem.channels[0]?.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 0);
    expect(peak).toBeGreaterThan(1);
  });
});
