import { join } from 'node:path';
import type { Graph } from '../../models/onnx/graph.ts';
import { prepareModel } from '../../models/onnx/preparedModel.ts';
import { openSession, type Session, type SessionOptions, type Tensor } from '../../models/onnx/session.ts';

/** Side files of the networks of tests; beside the synthetic checkpoints, on the same drive as the repository. */
export const preparedFolder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'tableread-prepared');

/** Prepares a graph and loads it. */
export async function load(graph: Graph, options?: SessionOptions): Promise<Session> {
  return openSession(await prepareModel(graph, preparedFolder), { provider: 'cpu', ...options });
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
