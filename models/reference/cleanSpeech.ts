import loadRnnoise from '@echogarden/rnnoise-wasm';
import { resample } from '../../audio/resample.ts';

/** A recording with its noise taken away, and where speech is. */
export interface CleanSpeech {
  /** As many samples as went in, at their rate. */
  readonly samples: Float32Array;
  /** How likely each 10 ms hold speech, 0–1. */
  readonly speech: Float32Array;
}

/** What RNNoise works in. */
const rate = 48000;
const frameSamples = 480;
/** It gives a frame out one frame after it took it in. */
const delay = frameSamples;
const fullScale = 32768;
/** RNNoise has to hear noise for a while before it knows it: so long it hears the start backwards first. */
const warmUpFrames = 100;
/** Other work gets a turn after this many frames (about 10 ms of work). */
const framesAtATime = 24;

/**
 * Takes steady and sudden noise out of mono speech with RNNoise, and tells where speech is. Any rate; the samples go
 * through 48 kHz and back. Stops with the signal's reason.
 */
export async function cleanSpeech(
  samples: Float32Array,
  sampleRate: number,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<CleanSpeech> {
  const input = resample(samples, sampleRate, rate);
  const frames = Math.ceil((input.length + delay) / frameSamples);
  const cleaned = new Float32Array(frames * frameSamples);
  const speech = new Float32Array(Math.ceil(input.length / frameSamples));
  const rnnoise = await loadRnnoise();
  const state = rnnoise._rnnoise_create(0);
  const buffer = rnnoise._malloc(frameSamples * Float32Array.BYTES_PER_ELEMENT);
  try {
    for (let frame = -warmUpFrames; frame < frames; frame++) {
      if (frame % framesAtATime === 0) {
        signal?.throwIfAborted();
        await new Promise((resolve) => setImmediate(resolve));
      }
      const start = buffer / Float32Array.BYTES_PER_ELEMENT;
      // The memory may have moved while it grew, so the view is taken anew.
      const heap = rnnoise.HEAPF32.subarray(start, start + frameSamples);
      for (let n = 0; n < frameSamples; n++) heap[n] = (input[Math.abs(frame * frameSamples + n)] ?? 0) * fullScale;
      const likelihood = rnnoise._rnnoise_process_frame(state, buffer, buffer);
      if (frame < 0) continue;
      if (frame < speech.length) speech[frame] = likelihood;
      for (let n = 0; n < frameSamples; n++) cleaned[frame * frameSamples + n] = (heap[n] ?? 0) / fullScale;
    }
  } finally {
    rnnoise._free(buffer);
    rnnoise._rnnoise_destroy(state);
  }
  const aligned = cleaned.subarray(delay, delay + input.length);
  const back = resample(aligned, rate, sampleRate);
  const result = new Float32Array(samples.length);
  result.set(back.subarray(0, samples.length));
  return { samples: result, speech };
}
