import { LoudnessMeter, PeakCollector, TruePeakLimiter, TruePeakMeter, type Peaks } from '../audio/index.ts';
import { amplified, isNear, refineMastering, type Mastering } from './mastering.ts';
import { measured } from './measured.ts';
import type { ProductionProgress } from './productionTypes.ts';
import type { ReadyProduction } from './readyProduction.ts';
import { SoundFileWriters, type SoundFile } from './soundFiles.ts';

/** The loudness of a finished mix. */
export interface Loudness {
  readonly lufs: number;
  readonly truePeak: number;
}

export interface WrittenMix {
  readonly writers: SoundFileWriters;
  readonly loudness: Loudness;
  /** For players that show it. */
  readonly peaks: Peaks;
}

/**
 * Writes the mix and its stems into files that are whole but have no names yet. A mix whose loudness was only foretold is
 * measured on the way; if it is not as foretold, that of the limited mix is looked for, and all is written once more.
 */
export async function* writtenMix(
  ready: ReadyProduction,
  files: readonly SoundFile[],
): AsyncGenerator<ProductionProgress, WrittenMix> {
  const { settings, plan, play, frames } = ready;
  const { sampleRate, bits, loudness: target, truePeak } = settings;
  const format = { sampleRate, channels: settings.channels === 'stereo' ? 2 : 1, bits };
  let { mastering } = ready;
  for (;;) {
    const writers = await SoundFileWriters.open(files, format);
    let kept = false;
    try {
      const { loudness, peaks } = yield* writeMix(ready, mastering, writers);
      kept = mastering.sure || isNear(loudness.lufs, target);
      if (kept) return { writers, loudness, peaks };
    } finally {
      if (!kept) await writers.abort();
    }
    const { channels, doubled } = plan;
    const options = { sampleRate, channels, doubled, loudness: target, truePeak };
    mastering = yield* measured(
      refineMastering(() => play(0), options, mastering),
      frames,
    );
  }
}

/** The mix from its start, mastered, and its stems, into the files. */
async function* writeMix(
  { play, plan, settings, frames }: ReadyProduction,
  { gain }: Mastering,
  writers: SoundFileWriters,
): AsyncGenerator<ProductionProgress, Omit<WrittenMix, 'writers'>> {
  const { sampleRate, truePeak: ceiling } = settings;
  const { channels, doubled } = plan;
  const limiter = new TruePeakLimiter({ sampleRate, channels, ceiling });
  const meter = new LoudnessMeter(sampleRate, channels);
  const truePeaks = new TruePeakMeter(channels);
  const peaks = new PeakCollector(sampleRate, doubled ? 2 : channels);
  const spread = (block: readonly Float32Array[]): readonly Float32Array[] => (doubled ? [...block, ...block] : block);
  const write = async (block: readonly Float32Array[]): Promise<void> => {
    meter.push(block);
    truePeaks.push(block);
    peaks.push(spread(block));
    await writers.write(undefined, spread(block));
  };
  let done = 0;
  for await (const block of play(settings.deliver.includes('stems') ? plan.stems.length : 0)) {
    await write(limiter.push(amplified(block.mix, gain)));
    for (const [stem, sound] of block.stems.entries()) await writers.write(stem, spread(amplified(sound, gain)));
    done += block.frames;
    yield { kind: 'progress', stage: 'mix', done, total: frames };
  }
  await write(limiter.flush());
  const lufs = meter.integrated() + (doubled ? 10 * Math.log10(2) : 0);
  return { loudness: { lufs, truePeak: truePeaks.truePeak() }, peaks: peaks.peaks() };
}
