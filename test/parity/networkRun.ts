import { join } from 'node:path';
import type { Graph, Target } from '../../models/onnx/graph.ts';
import { prepareModel } from '../../models/onnx/preparedModel.ts';
import { openSession, type Provider, type Session, type Tensor } from '../../models/onnx/session.ts';

/** Side files of the networks of tests; beside the synthetic checkpoints, on the same drive as the repository. */
export const preparedFolder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'tableread-prepared');

/** What graphs are built for, and what runs them. */
export interface Device {
  /** As in the heads of tables. */
  readonly name: string;
  readonly target: Target;
  readonly provider: Provider;
}

export const cpuDevice: Device = { name: 'cpu', target: { precision: 'float32', cpu: true }, provider: 'cpu' };

/** Prepares a graph and loads it. A provider that cannot be had is an error here: it would compare the CPU instead. */
export async function load(graph: Graph, { provider } = cpuDevice): Promise<Session> {
  const session = await openSession(await prepareModel(graph, preparedFolder), { provider });
  if (session.fallback !== undefined) throw session.fallback;
  return session;
}

/** Loads a graph, runs it once, and gives the memory back. */
export async function runOnce(
  graph: Graph,
  feeds: Readonly<Record<string, Tensor>>,
  device: Device,
): Promise<Readonly<Record<string, Tensor>>> {
  const session = await load(graph, device);
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
