// Makes the sounds of the samples: `node samples/sounds/make.mjs`. Ours from the first sample to the last, so anyone may
// use them for anything. 22,050 Hz, mono, 16 bits; the same bytes every time.
import { writeFileSync } from 'node:fs';

const rate = 22_050;

/** A counter bell: partials of a small brass cup, each dying away at its own pace, and a click of the clapper. */
function bell() {
  const partials = [
    [1, 1, 3.2],
    [2.74, 0.55, 4.5],
    [5.18, 0.3, 7],
    [8.16, 0.14, 11],
  ];
  const samples = new Float64Array(Math.round(1.6 * rate));
  const noise = generator(7);
  for (let index = 0; index < samples.length; index += 1) {
    const time = index / rate;
    let value = 0.25 * noise() * Math.exp(-time * 900);
    for (const [ratio, level, decay] of partials)
      value += level * Math.sin(2 * Math.PI * 1180 * ratio * time) * Math.exp(-time * decay);
    // The last tenth of a second fades out, so that the file ends in silence.
    samples[index] = value * Math.min(1, (samples.length - index) / (0.1 * rate));
  }
  return samples;
}

/** Rain on glass: noise without its depths, and drops. The end is faded into the beginning, so it can repeat. */
function rain() {
  const length = Math.round(3 * rate);
  const overlap = Math.round(0.5 * rate);
  const noise = generator(23);
  const raw = new Float64Array(length + overlap);
  let low = 0;
  let smooth = 0;
  for (let index = 0; index < raw.length; index += 1) {
    const white = noise();
    low += 0.12 * (white - low);
    smooth += 0.5 * (white - low - smooth);
    raw[index] = smooth;
  }
  for (let drop = 0; drop < 90; drop += 1) {
    const at = Math.floor(((noise() + 1) / 2) * (raw.length - 900));
    const pitch = 1800 + 2600 * ((noise() + 1) / 2);
    const level = 0.25 * ((noise() + 1) / 2) ** 2;
    for (let index = 0; index < 900; index += 1) {
      raw[at + index] +=
        level * Math.sin((2 * Math.PI * pitch * index) / rate) * Math.exp(-index / 120) * Math.min(1, index / 12);
    }
  }
  const samples = raw.slice(0, length);
  for (let index = 0; index < overlap; index += 1) {
    const share = index / overlap;
    samples[index] = raw[index] * Math.sqrt(share) + raw[length + index] * Math.sqrt(1 - share);
  }
  return samples;
}

/** Numbers in −1 … 1 from a seed: a linear congruential generator (multiplier and increment of Numerical Recipes). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  };
}

function wav(samples) {
  const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((value, index) => bytes.writeInt16LE(Math.round((value / loudest) * 0.7 * 32_767), 44 + index * 2));
  return bytes;
}

const folder = process.argv[2] ?? import.meta.dirname;
writeFileSync(`${folder}/bell.wav`, wav(bell()));
writeFileSync(`${folder}/rain.wav`, wav(rain()));
