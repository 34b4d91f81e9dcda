import type { Session, Tensor } from '../onnx/session.ts';

export interface FlowRequest {
  /** Mel of the reference, [mels, promptFrames]. */
  readonly prompt: Float32Array;
  /** [192] */
  readonly style: Float32Array;
  /** Conditions of the reference and of the line, one after the other: [frames, content]. */
  readonly condition: Float32Array;
  /** The start, normally distributed: [mels, frames]. */
  readonly noise: Float32Array;
  /** Euler steps; the original takes 25. */
  readonly steps: number;
  /** Strength of classifier-free guidance; 0 leaves it out, which halves the work. The original takes 0.7. */
  readonly guidance: number;
  /** Bands of the mel. */
  readonly mels: number;
}

export interface FlowOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Integrates the flow from noise to a mel with Euler steps; gives the mel behind the prompt, [mels, frames −
 * promptFrames], natural logarithm. `conditions` and `velocities` are sessions of `diffusionCondition` and
 * `diffusionTransformer`. Can be stopped between steps.
 * Source: CFM.inference and solve_euler of seed-vc as used by IndexTTS.
 */
export async function flowMatching(
  conditions: Session,
  velocities: Session,
  request: FlowRequest,
  options: FlowOptions = {},
): Promise<Float32Array> {
  const { mels, steps, guidance, noise } = request;
  const frames = noise.length / mels;
  const promptFrames = request.prompt.length / mels;
  const condition = await mergedCondition(conditions, request, frames, promptFrames);
  const x = Float32Array.from(noise);
  clearPrompt(x, frames, promptFrames);
  let time = 0;
  for (let step = 1; step <= steps; step++) {
    options.signal?.throwIfAborted();
    // float32 like torch's linspace and its running sum.
    const length = Math.fround(Math.fround(step / steps) - Math.fround((step - 1) / steps));
    const { velocity } = await velocities.run({
      x: { elements: x, shape: [1, mels, frames] },
      time: { elements: Float32Array.of(time), shape: [1] },
      condition,
      first: { elements: BigInt64Array.of(BigInt(promptFrames)), shape: [1] },
    });
    advance(x, velocity, { frames, promptFrames }, length, guidance);
    time = Math.fround(time + length);
    options.progress?.(step, steps);
  }
  const rows = Array.from({ length: mels }, (_, mel) => x.subarray(mel * frames + promptFrames, (mel + 1) * frames));
  const mel = new Float32Array(mels * (frames - promptFrames));
  rows.forEach((row, index) => mel.set(row, index * row.length));
  return mel;
}

async function mergedCondition(
  conditions: Session,
  { prompt, style, condition, mels, guidance }: FlowRequest,
  frames: number,
  promptFrames: number,
): Promise<Tensor> {
  const extended = new Float32Array(mels * frames);
  for (let mel = 0; mel < mels; mel++) {
    extended.set(prompt.subarray(mel * promptFrames, (mel + 1) * promptFrames), mel * frames);
  }
  const { condition: merged } = await conditions.run({
    prompt: { elements: extended, shape: [1, mels, frames] },
    style: { elements: style, shape: [1, style.length] },
    mu: { elements: condition, shape: [1, frames, condition.length / frames] },
  });
  const elements = floats(merged);
  const [, , width = 0] = merged?.shape ?? [];
  return guidance === 0
    ? { elements: elements.subarray(0, frames * width), shape: [1, frames, width] }
    : { elements, shape: [2, frames, width] };
}

/** x += length · ((1 + guidance) · conditional − guidance · unconditional) behind the prompt. */
function advance(
  x: Float32Array,
  velocity: Tensor | undefined,
  { frames, promptFrames }: { readonly frames: number; readonly promptFrames: number },
  length: number,
  guidance: number,
): void {
  const v = floats(velocity); // [rows, mels, made]
  const made = frames - promptFrames;
  const row = (x.length / frames) * made;
  for (let i = 0; i < row; i++) {
    const conditional = v[i] ?? 0;
    const guided = guidance === 0 ? conditional : (1 + guidance) * conditional - guidance * (v[i + row] ?? 0);
    const place = Math.floor(i / made) * frames + promptFrames + (i % made);
    x[place] = (x[place] ?? 0) + length * guided;
  }
}

/** The prompt is given by the condition; where it lies x is 0. */
function clearPrompt(x: Float32Array, frames: number, promptFrames: number): void {
  for (let start = 0; start < x.length; start += frames) x.fill(0, start, start + promptFrames);
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.elements instanceof Float32Array)) throw new TypeError('the networks give float32');
  return tensor.elements;
}
