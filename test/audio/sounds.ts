// Sounds for the tests, the same in every run.

/** A sine of full scale × `amplitude`. */
export function tone(frequency: number, sampleRate: number, frames: number, amplitude = 1): Float32Array {
  return Float32Array.from(
    { length: frames },
    (_, n) => amplitude * Math.sin((2 * Math.PI * frequency * n) / sampleRate),
  );
}

/** White noise, −amplitude … amplitude. */
export function noise(frames: number, amplitude = 1, seed = 1): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return amplitude * (state / 0x80000000 - 1);
  });
}

/** A hum with breath, three syllables a second, a pause after every two seconds. */
export function babble(sampleRate: number, frames: number, amplitude = 0.4): Float32Array {
  const breath = noise(frames, amplitude / 4);
  return Float32Array.from({ length: frames }, (_, n) => {
    const seconds = n / sampleRate;
    if (seconds % 3 >= 2) return 0;
    const swell = Math.max(0, Math.sin(2 * Math.PI * 1.5 * seconds)) ** 2;
    const hum = Math.sin(2 * Math.PI * 170 * seconds) + 0.5 * Math.sin(2 * Math.PI * 2210 * seconds);
    return swell * ((amplitude * hum) / 1.5 + (breath[n] as number));
  });
}

/** Cuts a sound into blocks of the given lengths, used again and again (at least one of them above 0). */
export function cut(channels: readonly Float32Array[], lengths: readonly number[]): Float32Array[][] {
  const frames = channels[0]?.length ?? 0;
  const blocks: Float32Array[][] = [];
  for (let at = 0, turn = 0; at < frames; turn++) {
    const length = lengths[turn % lengths.length] ?? frames;
    blocks.push(channels.map((samples) => samples.subarray(at, at + length)));
    at += length;
  }
  return blocks;
}

/** Puts the blocks of one channel together. */
export function joined(blocks: readonly (readonly Float32Array[])[], channel = 0): Float32Array {
  const pieces = blocks.map((block) => block[channel] ?? new Float32Array(0));
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Level of a sound in dB of full scale (root mean square). */
export function level(samples: Float32Array): number {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  return 10 * Math.log10(energy / samples.length);
}
