import { TablereadError } from '../../foundation/tablereadError.ts';
import { applyFilters, triangles, type MelFilter } from './filterBank.ts';
import { powerSpectrumOf } from './powerSpectrum.ts';

/** Mel bands of every frame. */
export const kaldiBands = 80;

const sampleRate = 16000;
/** 25 ms frames every 10 ms. */
const frameLength = 400;
const hop = 160;
const transformSize = 512;
const preEmphasis = 0.97;
const lowest = 20;
/** FLT_EPSILON, the floor before the logarithm. */
const energyFloor = 1.1920928955078125e-7;

const mel = (frequency: number): number => 1127 * Math.log(1 + frequency / 700);

/** (½ − ½ cos)^0.85, symmetric. */
const poveyWindow = Float64Array.from(
  { length: frameLength },
  (_, n) => (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (frameLength - 1))) ** 0.85,
);

/** Triangles that are linear in mel, 20 Hz to Nyquist, no scaling of areas. */
const filters: readonly MelFilter[] = melTriangles();

function melTriangles(): MelFilter[] {
  const low = mel(lowest);
  const width = (mel(sampleRate / 2) - low) / (kaldiBands + 1);
  const corners = Array.from({ length: kaldiBands + 2 }, (_, corner) => low + corner * width);
  const place = (bin: number): number => mel((bin * sampleRate) / transformSize);
  return triangles(corners, transformSize / 2, place, () => 1);
}

/**
 * Logarithmic mel energies as Kaldi and torchaudio compute them (Povey window, pre-emphasis 0.97, no dither, frames that
 * do not fit are left out). `samples` mono at 16 kHz, multiplied by `scale` first. Returns [frames, 80].
 * Errors: `reference/too-short` below one frame (25 ms).
 * Source: `torchaudio.compliance.kaldi.fbank`.
 */
export function kaldiFilterBank(samples: Float32Array, scale: number): Float32Array {
  if (samples.length < frameLength) {
    const seconds = (samples.length / sampleRate).toFixed(3);
    throw new TablereadError('reference/too-short', { seconds, least: frameLength / sampleRate });
  }
  const frames = 1 + Math.floor((samples.length - frameLength) / hop);
  const result = new Float32Array(frames * kaldiBands);
  const powerSpectrum = powerSpectrumOf(transformSize);
  const frame = new Float64Array(transformSize);
  const energies = new Float64Array(kaldiBands);
  for (let index = 0; index < frames; index++) {
    fillFrame(frame, samples, index * hop, scale);
    applyFilters(filters, powerSpectrum(frame), energies);
    for (let band = 0; band < kaldiBands; band++) {
      result[index * kaldiBands + band] = Math.log(Math.max(energyFloor, energies[band] ?? 0));
    }
  }
  return result;
}

/** One frame: mean removed, pre-emphasised (the first sample against itself), windowed; zeros follow. */
function fillFrame(frame: Float64Array, samples: Float32Array, start: number, scale: number): void {
  let mean = 0;
  for (let n = 0; n < frameLength; n++) mean += (samples[start + n] ?? 0) * scale;
  mean /= frameLength;
  let before = (samples[start] ?? 0) * scale - mean;
  for (let n = 0; n < frameLength; n++) {
    const value = (samples[start + n] ?? 0) * scale - mean;
    frame[n] = (value - preEmphasis * before) * (poveyWindow[n] ?? 0);
    before = value;
  }
}
