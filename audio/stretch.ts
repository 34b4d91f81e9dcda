import { loadStretchModule, type StretchModule } from './stretchModule.ts';

/** Output samples that are made at a time at most. */
const blockFrames = 4096;

/**
 * A mono sound made longer or shorter, its pitch kept: exactly `frames` samples, what happens at a fraction of the input
 * happens at the same fraction of the output. Equal input gives equal bits, whatever was stretched before. Sounds good
 * from half to twice the length, usable from a quarter to four times. As many frames as the input has give it unchanged.
 *
 * Signalsmith Stretch (https://signalsmith-audio.co.uk/code/stretch/), an STFT with 120 ms blocks.
 *
 * @param sampleRate Hz
 * @throws RangeError when `frames` is no whole number from 0 on
 */
export async function stretch(samples: Float32Array, sampleRate: number, frames: number): Promise<Float32Array> {
  if (!Number.isInteger(frames) || frames < 0) throw new RangeError(`frames must be 0 or more, is ${frames}`);
  if (frames === samples.length) return samples.slice();
  if (frames === 0 || samples.length === 0) return new Float32Array(frames);
  const { module, restore } = await loadStretchModule();
  // From here on nothing waits: calls cannot get into each other's way.
  restore();
  module._presetDefault(1, sampleRate);
  module._reset();
  return stretchThrough(module, samples, frames);
}

function stretchThrough(module: StretchModule, samples: Float32Array, frames: number): Float32Array {
  const ratio = frames / samples.length;
  // What the filter holds back on both sides: it comes out first.
  const delay = Math.round(module._inputLatency() * ratio) + module._outputLatency();
  const outBlock = Math.max(1, Math.floor(Math.min(blockFrames, blockFrames * ratio)));
  const inBlock = Math.ceil(outBlock / ratio) + 1;
  const capacity = Math.max(inBlock, outBlock);
  const input = module._setBuffers(1, capacity);
  const output = input + capacity * Float32Array.BYTES_PER_ELEMENT;
  const stretched = new Float32Array(frames);
  let taken = 0;
  for (let made = 0; made < delay + frames;) {
    const end = Math.min(made + outBlock, delay + frames);
    const needed = Math.round(end / ratio) - taken;
    // The memory may have grown and moved in the last call, so the views are made anew.
    const piece = samples.subarray(taken, taken + needed);
    const inView = new Float32Array(module.HEAP8.buffer, input, needed);
    inView.set(piece);
    inView.fill(0, piece.length);
    module._process(needed, end - made);
    const outView = new Float32Array(module.HEAP8.buffer, output, end - made);
    if (end > delay) stretched.set(outView.subarray(Math.max(0, delay - made)), Math.max(0, made - delay));
    taken += needed;
    made = end;
  }
  return stretched;
}
