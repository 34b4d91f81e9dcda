import { TablereadError } from '../../foundation/tablereadError.ts';
import { applyFilters, triangles, type MelFilter } from './filterBank.ts';
import { powerSpectrumOf } from './powerSpectrum.ts';

/** Mel bands of the decoder and the vocoder. */
export const melBands = 80;

const sampleRate = 22050;
const size = 1024;
const hop = 256;
/** Reflected at both ends, so that n samples give ⌊n / hop⌋ frames. */
const padding = (size - hop) / 2;
const magnitudeFloor = 1e-9;
const melFloor = 1e-5;

/** Slaney's mel scale: linear below 1 kHz, logarithmic above. */
const linearStep = 200 / 3;
const knee = 15;
const kneeFrequency = 1000;
const logarithmicStep = Math.log(6.4) / 27;

const mel = (frequency: number): number =>
  frequency < kneeFrequency ? frequency / linearStep : knee + Math.log(frequency / kneeFrequency) / logarithmicStep;
const frequencyOf = (mels: number): number =>
  mels < knee ? mels * linearStep : kneeFrequency * Math.exp((mels - knee) * logarithmicStep);

/** Periodic Hann. */
const window = Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
/** Triangles linear in Hz, 0 Hz to Nyquist, equal areas. Source: `librosa.filters.mel` with its defaults. */
const filters: readonly MelFilter[] = slaneyTriangles();

function slaneyTriangles(): MelFilter[] {
  const width = mel(sampleRate / 2) / (melBands + 1);
  const corners = Array.from({ length: melBands + 2 }, (_, corner) => frequencyOf(corner * width));
  const place = (bin: number): number => (bin * sampleRate) / size;
  return triangles(corners, size / 2 + 1, place, (left, right) => 2 / (right - left));
}

/**
 * The logarithmic mel spectrogram that the decoder takes as its prompt: 22,050 Hz mono samples, −1 … 1, at least 385.
 * Returns [80, ⌊n / 256⌋]. Errors: `reference/too-short`. Source: `mel_spectrogram` of the original's s2mel.
 */
export function melSpectrogram(samples: Float32Array): Float32Array {
  // Reflection needs more samples than it adds.
  if (samples.length <= padding) {
    const seconds = (samples.length / sampleRate).toFixed(3);
    throw new TablereadError('reference/too-short', { seconds, least: ((padding + 1) / sampleRate).toFixed(3) });
  }
  const frames = Math.floor(samples.length / hop);
  const result = new Float32Array(melBands * frames);
  const powerSpectrum = powerSpectrumOf(size);
  const frame = new Float64Array(size);
  const magnitudes = new Float64Array(size / 2 + 1);
  const bands = new Float64Array(melBands);
  const last = samples.length - 1;
  for (let index = 0; index < frames; index++) {
    for (let n = 0; n < size; n++) {
      const at = Math.abs(index * hop + n - padding);
      frame[n] = (samples[at > last ? 2 * last - at : at] ?? 0) * (window[n] ?? 0);
    }
    const power = powerSpectrum(frame);
    for (let bin = 0; bin < magnitudes.length; bin++) magnitudes[bin] = Math.sqrt((power[bin] ?? 0) + magnitudeFloor);
    applyFilters(filters, magnitudes, bands);
    for (let band = 0; band < melBands; band++) {
      result[band * frames + index] = Math.log(Math.max(bands[band] ?? 0, melFloor));
    }
  }
  return result;
}
