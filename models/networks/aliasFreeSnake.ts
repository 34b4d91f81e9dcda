import type { Graph } from '../onnx/graph.ts';
import { squaredSine } from '../onnx/trigonometry.ts';
import type { Value } from '../onnx/value.ts';
import type { Weights } from '../onnx/weights.ts';

/**
 * The low-pass filter of both directions where the file does not hold it: a Kaiser window over a sinc, 12 taps, cutoff
 * 0.25, transition 0.3. Source: alias-free-torch, kaiser_sinc_filter1d.
 */
const kaiserSinc = [
  0.0020289647, 0.0093894657, -0.0255434588, -0.0576573834, 0.1285725832, 0.4432097971, 0.4432097971, 0.1285725832,
  -0.0576573834, -0.0255434588, 0.0093894657, 0.0020289647,
];
/** Neighbours on each side that a phase can see: half of the filter. */
const reach = 3;
/** SnakeBeta, no_div_by_zero */
const least = 1e-9;

/**
 * Snake between a doubling and a halving of the rate, x [1, channels, 1, time] to the same shape: y = x + sin²(αx) / β
 * at twice the rate, without aliasing.
 *
 * The doubled signal is never interleaved: its even and odd samples are two channels, each a filter of the input, and
 * the halving is a filter of the two. Channels stand in the place of the batch, so one small kernel serves all.
 * Source: Activation1d and SnakeBeta of BigVGAN v2 (log scale).
 */
export function aliasFreeSnake(graph: Graph, x: Value, weights: Weights): Value {
  const channels = weights.size('act.alpha', 0);
  const time = x.shape[3] ?? 'time';
  const up = filterTaps(weights, 'upsample.filter');
  const down = filterTaps(weights, 'downsample.lowpass.filter');

  const signals = graph.reshape(x, [channels, 1, time]);
  const extended = graph.pad(signals, [[reach, reach]], 'edge', [`${time}+${2 * reach}`]);
  const kernels = graph.floats(risingKernel(up), [2, 1, 7]);
  const doubled = graph.sized(graph.convolution(extended, kernels, undefined), [channels, 2, time]);
  const scale = (name: string, compute: (value: number) => number): Value =>
    weights.derived(`snake ${name}`, [`act.${name}`], [channels, 1, 1], () =>
      weights.floats(`act.${name}`).map(compute),
    );
  const wave = squaredSine(graph, graph.multiply(doubled, scale('alpha', Math.exp)));
  const inverse = scale('beta', (value) => 1 / (Math.exp(value) + least));
  const bent = graph.add(doubled, graph.multiply(wave, inverse));

  const kernel = graph.floats(fallingKernel(down), [1, 2, 7]);
  const halved = graph.convolution(repeatEnds(graph, bent, channels), kernel, undefined);
  return graph.reshape(graph.sized(halved, [channels, 1, time]), [1, channels, 1, time]);
}

/** The doubled signal goes on with its first sample on the left (even phase), with its last on the right (odd phase). */
function repeatEnds(graph: Graph, phases: Value, channels: number): Value {
  const shape = [channels, 2, reach];
  const sample = (phase: number, start: number, end: number | undefined): Value =>
    graph.expand(graph.slice(graph.slice(phases, 2, start, end, 1), 1, phase, phase + 1, 1), shape);
  const [first, last] = [sample(0, 0, 1), sample(1, -1, undefined)];
  return graph.concat([first, phases, last], 2);
}

function filterTaps(weights: Weights, name: string): ArrayLike<number> {
  return weights.has(name) ? weights.floats(name) : kaiserSinc;
}

/**
 * Kernels [2, 1, 7] of the two phases. Doubling is a transposed convolution of stride 2 and gain 2, of which 15 samples
 * are cut on each side: sample 2t + p is the sum over j of x[t + j − 3] · 2 · taps[p + 11 − 2j].
 */
function risingKernel(taps: ArrayLike<number>): number[] {
  return [0, 1].flatMap((phase) => Array.from({ length: 7 }, (_, j) => 2 * (taps[phase + 11 - 2 * j] ?? 0)));
}

/** Kernel [1, 2, 7]: sample t is the sum over phases p and j of z[p][t + j − 3] · taps[2j + p − 1]. */
function fallingKernel(taps: ArrayLike<number>): number[] {
  return [0, 1].flatMap((phase) => Array.from({ length: 7 }, (_, j) => taps[2 * j + phase - 1] ?? 0));
}
