import { readAudio } from '../../audio/readAudio.ts';
import { soxrResample } from '../../models/features/soxrResample.ts';
import { monoOf, referenceSignals } from '../../models/features/referenceSignals.ts';
import { sincResample } from '../../models/features/sincResample.ts';
import { eachCase, unknownCase, type Check, type Golden, type Goldens } from './goldens.ts';
import type { Stage } from './stage.ts';

/**
 * Loading and resampling, within the tolerances of the index. Where libsoxr would put half-band filters first (ratios of
 * 4 and more), ours is another resampler, and the rule of the goldens' README holds: 60 dB below 0.43 × the lower rate.
 */
export const resampleStage: Stage = {
  name: 'resample',
  check: async (goldens, report) => {
    await eachCase(goldens.cases('resample'), report, async (golden) => {
      if (golden.op.startsWith('torchaudio')) {
        const { orig_freq: from, new_freq: to } = golden.settings as { orig_freq: number; new_freq: number };
        report(goldens.compare(golden, 'y', sincResample(goldens.floats(golden, 'x'), from, to)));
      } else if (golden.op === 'load + cut') {
        for (const check of await compareCut(goldens, golden)) report(check);
      } else if (golden.op.startsWith('librosa.load')) {
        for (const check of await compareLoaded(goldens, golden)) report(check);
      } else report(unknownCase(golden));
    });
  },
};

async function compareCut(goldens: Goldens, golden: Golden): Promise<Check[]> {
  const { speaker, emotion16k } = referenceSignals(await readAudio(goldens.path(golden.inputs['wav']?.file ?? '')));
  const ours: Readonly<Record<string, ArrayLike<number>>> = {
    n22050: [speaker.length],
    n16000: [emotion16k.length],
    head22: speaker.subarray(0, 64),
    tail22: speaker.subarray(-64),
    head16: emotion16k.subarray(0, 64),
    tail16: emotion16k.subarray(-64),
  };
  return goldens.compareNamed(golden, ours);
}

async function compareLoaded(goldens: Goldens, golden: Golden): Promise<Check[]> {
  const sound = await readAudio(goldens.path(golden.inputs['wav']?.file ?? ''));
  return Object.keys(golden.outputs).map((output) => {
    // "sr16000"
    const to = Number(output.slice(2));
    const ours = soxrResample(monoOf(sound), sound.sampleRate, to);
    if (Math.max(sound.sampleRate / to, to / sound.sampleRate) < 4) return goldens.compare(golden, output, ours);
    const reference = goldens.output(golden, output).values;
    if (!(reference instanceof Float32Array)) throw new Error(`${golden.id}: ${output} is not float32`);
    const limit = (0.43 * Math.min(sound.sampleRate, to)) / to;
    const error = ours.length === reference.length ? relativeError(ours, reference, limit) : Infinity;
    // 60 dB
    return { golden, output, error, tolerance: 1e-3, passed: error <= 1e-3 };
  });
}

/** Root of the energy of the difference over that of the reference, both below `limit`, a share of the sample rate. */
function relativeError(ours: Float32Array, reference: Float32Array, limit: number): number {
  const difference = ours.map((sample, n) => sample - (reference[n] ?? 0));
  return Math.sqrt(energyBelow(difference, limit) / energyBelow(reference, limit));
}

/** By a plain Fourier sum in blocks of 2048 with a Hann window: exact enough for a ratio, and nothing of ours. */
function energyBelow(samples: Float32Array, limit: number): number {
  const size = 2048;
  let energy = 0;
  for (let start = 0; start < samples.length; start += size / 2) {
    const block = Float64Array.from(
      { length: size },
      (_, n) => (samples[start + n] ?? 0) * Math.sin((Math.PI * n) / size) ** 2,
    );
    for (let bin = 0; bin < limit * size; bin += 8) {
      let real = 0;
      let imaginary = 0;
      for (let n = 0; n < size; n++) {
        const angle = (2 * Math.PI * ((bin * n) % size)) / size;
        real += (block[n] ?? 0) * Math.cos(angle);
        imaginary += (block[n] ?? 0) * Math.sin(angle);
      }
      energy += real * real + imaginary * imaginary;
    }
  }
  return energy;
}
