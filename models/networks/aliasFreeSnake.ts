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
 * at twice the rate, without aliasing. The doubled signal is never interleaved: its even and odd samples, its phases, are
 * each a filter of the input, and the halving is a filter of the two.
 * Source: Activation1d and SnakeBeta of BigVGAN v2 (log scale).
 */
export function aliasFreeSnake(graph: Graph, x: Value, weights: Weights): Value {
  return graph.target.cpu ? foldedSnake(graph, x, weights) : plainSnake(graph, x, weights);
}

/**
 * For CPUs, where every pass over the signal counts. x + sin²(αx) / β = x + 1/(2β) − cos(2αx) / (2β): the factors are
 * folded into the filters, and what is linear is one filter of 13 taps. Each phase is filtered three samples beyond both
 * ends, where the original repeats the outermost sample of the doubled signal instead: these few are replaced, and what
 * the linear filter makes of them is taken back in the same places.
 */
function foldedSnake(graph: Graph, x: Value, weights: Weights): Value {
  const channels = weights.size('act.alpha', 0);
  const time = x.shape[3] ?? 'time';
  const rising = risingKernel(filterTaps(weights, 'upsample.filter'));
  const falling = fallingKernel(filterTaps(weights, 'downsample.lowpass.filter'));
  const filters = ['upsample.filter', 'downsample.lowpass.filter'].filter((name) => weights.has(name));
  const alphas = (): Float32Array => weights.floats('act.alpha').map(Math.exp);
  const inverses = (): Float32Array => weights.floats('act.beta').map((value) => 1 / (Math.exp(value) + least));
  const derived = (recipe: string, shape: readonly number[], produce: () => Float32Array): Value =>
    weights.derived(`folded snake, ${recipe}`, ['act.alpha', 'act.beta', ...filters], shape, produce);
  /** One kernel a channel, all alike but for a factor. */
  const kernel = (recipe: string, taps: readonly number[], factors: () => Float32Array): Value =>
    derived(recipe, [channels, 1, 1, taps.length], () =>
      Float32Array.from([...factors()].flatMap((factor) => taps.map((tap) => tap * factor))),
    );
  const filtered = (signal: Value, taps: Value, bias?: Value): Value =>
    graph.convolution(signal, taps, bias, { groups: channels });

  const reachOfBoth = 2 * reach;
  const extended = graph.pad(x, [[reachOfBoth, reachOfBoth]], 'edge', [`${time}+${2 * reachOfBoth}`]);
  const angles = rising.map((taps, phase) =>
    filtered(
      extended,
      kernel(`rising ${phase}`, taps, () => alphas().map((alpha) => 2 * alpha)),
    ),
  );
  const [even, odd] = angles;
  if (even === undefined || odd === undefined) throw new Error('there are two phases');

  // Angles of the first and of the last sample, for the three places on either side.
  const first = graph.slice(even, 3, reach, reach + 1, 1);
  const last = graph.slice(odd, 3, -reach - 1, -reach, 1);
  const outermost = graph.concat([first, first, first, last, last, last], 3);
  const places = graph.expand(graph.integers([0, 1, 2, -3, -2, -1], [1, 1, 1, 2 * reach]), [1, channels, 1, 2 * reach]);
  // An angle over 2α is a sample; times 2β it outweighs the factor −1 / (2β) of the falling filter.
  const weight = derived('ends', [channels, 1, 1], () => {
    const [all, inverse] = [alphas(), inverses()];
    return all.map((alpha, channel) => 1 / (alpha * (inverse[channel] ?? 0)));
  });
  const waves = angles.map((angle, phase) => {
    const beyond = graph.concat(
      [graph.slice(angle, 3, 0, reach, reach), graph.slice(angle, 3, -reach, undefined, reach)],
      3,
    );
    const ends = graph.subtract(graph.cos(outermost), graph.multiply(graph.subtract(outermost, beyond), weight));
    const taps = kernel(`falling ${phase}`, falling[phase] ?? [], () => inverses().map((inverse) => -inverse / 2));
    return graph.sized(filtered(graph.replaceElements(graph.cos(angle), places, ends), taps), x.shape);
  });

  const gain = falling.flat().reduce((sum, tap) => sum + tap, 0);
  const offset = derived('offset', [channels], () => inverses().map((inverse) => (gain * inverse) / 2));
  const linear = kernel('linear', bothKernels(rising, falling), () => new Float32Array(channels).fill(1));
  return waves.reduce((sum, wave) => graph.add(sum, wave), graph.sized(filtered(extended, linear, offset), x.shape));
}

/** For other devices. Channels stand in the place of the batch, so one small kernel serves all. */
function plainSnake(graph: Graph, x: Value, weights: Weights): Value {
  const channels = weights.size('act.alpha', 0);
  const time = x.shape[3] ?? 'time';
  const up = filterTaps(weights, 'upsample.filter');
  const down = filterTaps(weights, 'downsample.lowpass.filter');

  const signals = graph.reshape(x, [channels, 1, time]);
  const extended = graph.pad(signals, [[reach, reach]], 'edge', [`${time}+${2 * reach}`]);
  const kernels = graph.floats(risingKernel(up).flat(), [2, 1, 7]);
  const doubled = graph.sized(graph.convolution(extended, kernels, undefined), [channels, 2, time]);
  const scale = (name: string, compute: (value: number) => number): Value =>
    weights.derived(`snake ${name}`, [`act.${name}`], [channels, 1, 1], () =>
      weights.floats(`act.${name}`).map(compute),
    );
  const wave = squaredSine(graph, graph.multiply(doubled, scale('alpha', Math.exp)));
  const inverse = scale('beta', (value) => 1 / (Math.exp(value) + least));
  const bent = graph.add(doubled, graph.multiply(wave, inverse));

  const kernel = graph.floats(fallingKernel(down).flat(), [1, 2, 7]);
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
 * Kernels of the two phases. Doubling is a transposed convolution of stride 2 and gain 2, of which 15 samples are cut on
 * each side: sample 2t + p is the sum over j of x[t + j − 3] · 2 · taps[p + 11 − 2j].
 */
function risingKernel(taps: ArrayLike<number>): number[][] {
  return [0, 1].map((phase) => Array.from({ length: 7 }, (_, j) => 2 * (taps[phase + 11 - 2 * j] ?? 0)));
}

/** Kernels for the two phases: sample t is the sum over phases p and j of z[p][t + j − 3] · taps[2j + p − 1]. */
function fallingKernel(taps: ArrayLike<number>): number[][] {
  return [0, 1].map((phase) => Array.from({ length: 7 }, (_, j) => taps[2 * j + phase - 1] ?? 0));
}

/** Rising and falling in one: 13 taps. */
function bothKernels(rising: readonly number[][], falling: readonly number[][]): number[] {
  const taps = new Array<number>(13).fill(0);
  for (const phase of [0, 1]) {
    for (let i = 0; i < 7; i++) {
      for (let j = 0; j < 7; j++)
        taps[i + j] = (taps[i + j] ?? 0) + (rising[phase]?.[i] ?? 0) * (falling[phase]?.[j] ?? 0);
    }
  }
  return taps;
}
