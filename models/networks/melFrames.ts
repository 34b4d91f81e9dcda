/** Mel frames a semantic frame: 22 050 Hz / 256 over 50 Hz, rounded by the original to this constant. */
const framesPerStep = 1.72;

/** Mel frames that version 2 makes of a number of codes (infer_v2.py: a float32 product, truncated). */
export function melFrames(codes: number): number {
  return Math.trunc(Math.fround(codes * Math.fround(framesPerStep)));
}

/** Mel frames that version 2.5 makes of semantic frames (two a code) at a duration factor (infer_v2_5.py: float64). */
export function scaledMelFrames(steps: number, factor: number): number {
  return Math.trunc(steps * framesPerStep * factor);
}
