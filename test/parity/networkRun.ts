import { join } from 'node:path';
import type { Graph, Target } from '../../models/onnx/graph.ts';
import { prepareModel } from '../../models/onnx/preparedModel.ts';
import {
  openSession,
  type Provider,
  type Session,
  type SessionOptions,
  type Tensor,
} from '../../models/onnx/session.ts';

/** Side files of the networks of tests; beside the synthetic checkpoints, on the same drive as the repository. */
export const preparedFolder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'tableread-prepared');

/** What runs the networks: the CPU, or what TABLEREAD_PROVIDER names (WebGPU, on a machine that has it). */
const provider = (process.env['TABLEREAD_PROVIDER'] ?? 'cpu') as Provider;

/** What graphs are built for. */
export const target: Target = { precision: 'float32', cpu: provider === 'cpu' };

/** Prepares a graph and loads it. A provider that cannot be had is an error here: it would compare the CPU instead. */
export async function load(graph: Graph, options?: SessionOptions): Promise<Session> {
  const session = await openSession(await prepareModel(graph, preparedFolder), { provider, ...options });
  if (session.fallback !== undefined && options === undefined) throw session.fallback;
  return session;
}

/** Loads a graph, runs it once, and gives the memory back. */
export async function runOnce(
  graph: Graph,
  feeds: Readonly<Record<string, Tensor>>,
  options?: SessionOptions,
): Promise<Readonly<Record<string, Tensor>>> {
  const session = await load(graph, options);
  try {
    return await session.run(feeds);
  } finally {
    await session.release();
  }
}

/** [1, frames, channels] as [1, channels, frames]: torch code changes between the two, our networks do not. */
export function channelsFirst(tensor: Tensor | undefined): number[] {
  const [, frames = 0, channels = 0] = tensor?.shape ?? [];
  const elements = tensor?.elements ?? new Float32Array();
  return Array.from({ length: frames * channels }, (_, index) => {
    const [channel, frame] = [Math.floor(index / frames), index % frames];
    return Number(elements[frame * channels + channel]);
  });
}
