import type { Graph } from './graph.ts';
import type { Value } from './value.ts';

/*
 * GPUs may take sines from a table: Vulkan and WebGPU allow an error of 2^-11 (VkPhysicalDevice precision of Sin), 5000
 * times what float32 holds, and nothing at all beyond ±π. There, angles are reduced and the rest is a polynomial, which
 * is right to 2e-7 on every device.
 */

/** π in two parts: the first times a whole number below 2^16 is exact in float32, so what is left of an angle is too. */
const greaterPi = 3.140625;
const lesserPi = 9.676535846665502e-4;

/** sin r = r + r³ · (…) for |r| ≤ π / 2, in powers of r²; minimax, 5e-9. */
const sineTerms = [-0.1666665702053963, 0.008333015417089326, -0.0001980647892627686, 0.000002599751718371972];
/** cos r = 1 + r² · (…) for |r| ≤ π / 2, in powers of r²; minimax, 2.5e-10. */
const cosineTerms = [
  -0.4999999954508579, 0.041666640522482125, -0.001388840063205448, 0.00002476173018974187, -2.607422298563353e-7,
];
/** sin²(πf) = f² · (…) for |f| ≤ 1 / 2, in powers of f²; minimax, 6e-9. */
const squaredSineTerms = [
  9.869602920305526, -32.469581118702386, 42.72538484004697, -30.085953574860916, 12.990731755881441,
  -3.2729478558029483,
];

/** Sine of angles, |x| < 200 000. */
export function sine(graph: Graph, x: Value): Value {
  if (graph.target.cpu) return graph.sin(x);
  const { rest, sign } = reduced(graph, x);
  const square = graph.multiply(rest, rest);
  const cube = graph.multiply(square, rest);
  return graph.multiply(sign, graph.add(rest, graph.multiply(cube, polynomial(graph, square, sineTerms))));
}

/** Cosine of angles, |x| < 200 000. */
export function cosine(graph: Graph, x: Value): Value {
  if (graph.target.cpu) return graph.cos(x);
  const { rest, sign } = reduced(graph, x);
  const square = graph.multiply(rest, rest);
  const change = graph.multiply(square, polynomial(graph, square, cosineTerms));
  return graph.multiply(sign, graph.add(change, 1));
}

/** sin²x, which needs fewer steps: it repeats itself every half turn and is even. */
export function squaredSine(graph: Graph, x: Value): Value {
  if (graph.target.cpu) {
    const wave = graph.sin(x);
    return graph.multiply(wave, wave);
  }
  const halfTurns = graph.multiply(x, 1 / Math.PI);
  const rest = graph.subtract(halfTurns, graph.round(halfTurns));
  const square = graph.multiply(rest, rest);
  return graph.multiply(square, polynomial(graph, square, squaredSineTerms));
}

/** x = k·π + rest, |rest| ≤ π / 2; `sign` is (−1)^k. */
function reduced(graph: Graph, x: Value): { readonly rest: Value; readonly sign: Value } {
  const k = graph.round(graph.multiply(x, 1 / Math.PI));
  const greater = graph.subtract(x, graph.multiply(k, greaterPi));
  const rest = graph.subtract(greater, graph.multiply(k, lesserPi));
  const odd = graph.subtract(k, graph.multiply(graph.floor(graph.multiply(k, 0.5)), 2));
  return { rest, sign: graph.subtract(1, graph.multiply(odd, 2)) };
}

/** terms[0] + terms[1]·x + terms[2]·x² + … */
function polynomial(graph: Graph, x: Value, terms: readonly number[]): Value {
  const [last, ...before] = terms.toReversed();
  const [next = 0, ...others] = before;
  const start = graph.add(graph.multiply(x, last ?? 0), next);
  return others.reduce<Value>((sum, term) => graph.add(graph.multiply(sum, x), term), start);
}
