import type { Configuration } from '../checkpoints/configuration.ts';
import type { Session } from '../onnx/session.ts';

/** What a vocoder turns a mel into. */
export interface VocoderSize {
  /** Bands of the mel. */
  readonly mels: number;
  /** Samples of a frame. */
  readonly hop: number;
  /** Frames on either side that a frame's samples depend on. */
  readonly context: number;
}

export interface VocodeOptions {
  /** Frames at once: memory grows with them. */
  readonly chunk?: number;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

/** 12 s of sound: context on both sides of longer chunks costs less than a tenth. */
const usualChunk = 1024;
/** Samples on either side that a snake looks at: its two filters (aliasFreeSnake.ts). */
const snakeReach = 6;

/**
 * Sizes of the vocoder `bigVgan`.
 * @throws TablereadError `checkpoint/…`
 */
export function vocoderSize(configuration: Configuration): VocoderSize {
  const rates = configuration.counts('upsample_rates');
  const widths = configuration.counts('upsample_kernel_sizes');
  const kernels = configuration.counts('resblock_kernel_sizes');
  const dilations = configuration.countTable('resblock_dilation_sizes');
  const blocks = kernels.map((kernel, index) =>
    (dilations[index] ?? []).reduce((sum, dilation) => sum + ((kernel - 1) / 2) * (dilation + 1) + 2 * snakeReach, 0),
  );
  // From the last layer, a convolution of 7 taps behind a snake, back to the first, 7 taps too.
  let reach = 3 + snakeReach;
  for (const [index, rate] of [...rates.entries()].reverse()) {
    const width = widths[index] ?? rate;
    reach = Math.ceil((reach + Math.max(...blocks) + width) / rate);
  }
  const hop = rates.reduce((product, rate) => product * rate, 1);
  return { mels: configuration.count('num_mels'), hop, context: reach + 3 };
}

/**
 * Samples −1 … 1 [hop · frames] of a `mel` [mels, frames], natural logarithm, from a session of `bigVgan`. Long mels are
 * made in chunks, each with as much of its neighbours as its samples depend on, so the result is the same; between chunks
 * it can be stopped.
 */
export async function vocode(
  session: Session,
  mel: Float32Array,
  { mels, hop, context }: VocoderSize,
  { chunk = usualChunk, signal, progress }: VocodeOptions = {},
): Promise<Float32Array> {
  const frames = mel.length / mels;
  const samples = new Float32Array(frames * hop);
  for (let start = 0; start < frames; start += chunk) {
    signal?.throwIfAborted();
    const end = Math.min(frames, start + chunk);
    const [first, last] = [Math.max(0, start - context), Math.min(frames, end + context)];
    const part = new Float32Array(mels * (last - first));
    for (let band = 0; band < mels; band++) {
      part.set(mel.subarray(band * frames + first, band * frames + last), band * (last - first));
    }
    const made = await session.run({ mel: { elements: part, shape: [1, mels, last - first] } });
    const elements = made['samples']?.elements;
    if (!(elements instanceof Float32Array)) throw new TypeError('the vocoder gives float32');
    samples.set(elements.subarray((start - first) * hop, (end - first) * hop), start * hop);
    progress?.(end, frames);
  }
  return samples;
}
