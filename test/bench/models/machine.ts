import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Graph } from '../../../models/onnx/graph.ts';
import { load } from '../../parity/networkRun.ts';

/** As many as the runtime takes. */
const threads = Math.min(8, availableParallelism());
/** Far beyond every cache. */
const bufferBytes = 2 ** 28;

/**
 * Bytes a second that all threads together read from memory. Comparing equal buffers reads both from end to end at the speed of the
 * C library's memcmp.
 */
export async function readBandwidth(): Promise<number> {
  const source = `
    const { parentPort } = require('node:worker_threads');
    const [a, b] = [Buffer.alloc(${bufferBytes}, 1), Buffer.alloc(${bufferBytes}, 1)];
    parentPort.postMessage('ready');
    parentPort.on('message', () => {
      const start = performance.now();
      for (let i = 0; i < 4; i++) if (a.compare(b) !== 0) throw new Error();
      parentPort.postMessage(performance.now() - start);
    });`;
  const workers = Array.from({ length: threads }, () => new Worker(source, { eval: true }));
  const answers = (): Promise<unknown[]> =>
    Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  await answers();
  let best = 0;
  for (let run = 0; run < 4; run++) {
    const answer = answers();
    for (const worker of workers) worker.postMessage('go');
    const milliseconds = Math.max(...(await answer).map(Number));
    best = Math.max(best, (threads * 4 * 2 * bufferBytes) / (milliseconds / 1000));
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return best;
}

/** float32 operations a second of a large matrix product: what the runtime itself can do at best. */
export async function arithmeticSpeed(): Promise<number> {
  const size = 2048;
  const graph = new Graph('matrixSpeed');
  graph.output('c', graph.matmul(graph.input('a', [size, size]), graph.input('b', [size, size])));
  const session = await load(graph);
  const matrix = { elements: new Float32Array(size * size).fill(0.5), shape: [size, size] };
  const seconds = await fastest(4, () => session.run({ a: matrix, b: matrix }));
  await session.release();
  return (2 * size ** 3) / seconds;
}

/** Seconds of the fastest of several runs. */
export async function fastest(times: number, run: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    await run();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}
