/** Up to here a sample stays as it is; above, it nears full scale and never reaches it. */
const knee = 0.8;

/**
 * Bends what is loud so that it never clips. Each sample by itself, without look-ahead: a stretch comes out the same
 * wherever it is cut. A preview has not been brought to its loudness, so little of it is as loud as this.
 */
export function softened(samples: Float32Array): Float32Array {
  return samples.map((sample) => {
    const size = Math.abs(sample);
    if (size <= knee) return sample;
    return Math.sign(sample) * (knee + (1 - knee) * Math.tanh((size - knee) / (1 - knee)));
  });
}
