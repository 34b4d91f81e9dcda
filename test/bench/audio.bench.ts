import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createFlacWriter,
  createMp3Writer,
  createWavWriter,
  LoudnessMeter,
  PeakCollector,
  readAudio,
  resample,
  stretch,
  TruePeakLimiter,
  TruePeakMeter,
  type AudioWriter,
} from '../../audio/index.ts';
import { babble, cut, noise } from '../audio/sounds.ts';
import type { Bench, Row } from './row.ts';

const rate = 48000;
const seconds = 6;
/** Frames of the blocks, as production makes them. */
const block = 4096;

/** The best of some runs in milliseconds per second of sound: what other programs take meanwhile is not ours. */
async function best(soundSeconds: number, work: () => unknown): Promise<number> {
  let shortest = Infinity;
  for (let run = 0; run < 20; run++) {
    const start = performance.now();
    await work();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest / soundSeconds;
}

const bench: Bench = {
  name: 'audio',
  async run(report: (row: Row) => void): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'tableread-bench-'));
    const speech = babble(rate, rate * seconds);
    const blocks = cut([speech], [block]);
    const measure = async (name: string, work: () => unknown, goal?: string): Promise<void> => {
      const value = await best(seconds, work);
      report({
        name,
        value: Number(value.toFixed(3)),
        unit: 'ms per second of sound',
        ...(goal === undefined ? {} : { goal }),
      });
    };
    const write = async (opening: Promise<AudioWriter>): Promise<void> => {
      const writer = await opening;
      for (const piece of blocks) await writer.write(piece);
      await writer.close();
    };
    try {
      for (const [from, goal] of [
        [22050, '<= 2'],
        [24000, '<= 2'],
        [44100, undefined],
      ] as const) {
        const sound = babble(from, from * seconds);
        await measure(`resample ${from} to ${rate}`, () => resample(sound, from, rate), goal);
      }
      const voice = babble(22050, 22050 * seconds);
      for (const ratio of [0.8, 1.25]) {
        await measure(`stretch to ${ratio}`, () => stretch(voice, 22050, Math.round(voice.length * ratio)));
      }
      await measure('loudness and true peak, speech', () => {
        const loudness = new LoudnessMeter(rate, 1);
        const peaks = new TruePeakMeter(1);
        for (const piece of blocks) {
          loudness.push(piece);
          peaks.push(piece);
        }
        return loudness.integrated() + peaks.truePeak();
      });
      const limit = (sound: Float32Array, ceiling: number): void => {
        const limiter = new TruePeakLimiter({ sampleRate: rate, channels: 1, ceiling });
        for (const piece of cut([sound], [block])) limiter.push(piece);
        limiter.flush();
      };
      await measure('limiter, speech below the ceiling', () => limit(speech, -1));
      await measure('limiter, speech 6 dB above', () => limit(speech, -12));
      const loud = noise(rate * seconds);
      await measure('limiter, noise 6 dB above (the worst case)', () => limit(loud, -6));
      await measure('peaks', () => {
        const collector = new PeakCollector(rate, 1);
        for (const piece of blocks) collector.push(piece);
        return collector.peaks();
      });
      const options = { sampleRate: rate, channels: 1, frames: speech.length, tags: {} };
      const file = (name: string): string => join(folder, name);
      await measure('write WAV, 24 bits', () => write(createWavWriter(file('24.wav'), options)));
      await measure('write WAV, 16 bits', () => write(createWavWriter(file('16.wav'), { ...options, bits: 16 })));
      await measure('write MP3', () => write(createMp3Writer(file('a.mp3'), options)));
      await measure('write FLAC, 24 bits', () => write(createFlacWriter(file('a.flac'), options)));
      for (const name of ['24.wav', 'a.mp3', 'a.flac']) await measure(`read ${name}`, () => readAudio(file(name)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default bench;
