// Started by models.ts, in a process of its own for every network and precision, so that memory is that of one network:
// `measure.ts NAME PRECISION`, rows go to the parent.
import { join } from 'node:path';
import { openCheckpoint, type Checkpoint } from '../../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../../models/checkpoints/configuration.ts';
import { CachedDecoder, type DecoderSize } from '../../../models/networks/cachedDecoder.ts';
import { gpt2, gpt2Size } from '../../../models/networks/gpt2.ts';
import type { Graph, Precision, Target } from '../../../models/onnx/graph.ts';
import { prepareModel } from '../../../models/onnx/preparedModel.ts';
import { openSession, type Session } from '../../../models/onnx/session.ts';
import { hashedElements } from '../../models/checkpoints/syntheticCheckpoints.ts';
import { preparedFolder } from '../../parity/networkRun.ts';
import { fullSizeCheckpoint } from './fullSizeCheckpoints.ts';
import { arithmeticSpeed, fastest, readBandwidth } from './machine.ts';
import type { MeasuredRow } from './measuredRow.ts';
import { subjects, weightsOf } from './subjects.ts';

const [name, precision] = process.argv.slice(2) as [string, Precision];
const title = `${name} ${precision}`;
const target: Target = { precision, cpu: true };
/** Lines that are decoded at once, and beams of each. */
const batches = [
  [1, 1],
  [1, 3],
  [4, 3],
] as const;
const pasts = [50, 300, 800];
const stepsMeasured = 10;
/** Bytes of a weight: 8-bit blocks of 128 share a float32 scale. */
const weightBytes: Readonly<Record<Precision, number>> = { float32: 4, float16: 2, block8: 1 + 4 / 128, column8: 1 };

await (name === 'gpt2' ? measureDecoder() : measureNetwork());
process.disconnect();

async function measureNetwork(): Promise<void> {
  const subject = subjects[name];
  if (subject === undefined) throw new RangeError(`no network ${name}: ${Object.keys(subjects).join(', ')}`);
  const { checkpoint, configuration } = open(subject.file);
  const session = await loaded(subject.build(checkpoint, configuration, target));
  const feeds = subject.feeds(subject.length);
  // The rival is measured before and after, and the better one counts: other work may disturb either.
  const before = await arithmeticSpeed();
  const seconds = await fastest(3, () => session.run(feeds));
  const peak = Math.max(before, await arithmeticSpeed());
  const speed = subject.operations(checkpoint, configuration) / seconds;
  const pace = subject.audio === undefined ? '' : `, ${(seconds / subject.audio).toFixed(2)} s for a second of sound`;
  const share = `${percent(speed / peak)} of ${giga(peak)} GFLOP/s (float32 matrix product)${pace}`;
  show({ name: title, figure: `${seconds.toFixed(2)} s`, beside: share });
  await end(session, checkpoint);
}

async function measureDecoder(): Promise<void> {
  const { checkpoint, configuration } = open('gpt.pth');
  const size = gpt2Size(checkpoint, configuration);
  const session = await loaded(gpt2(checkpoint, size, target));
  const weights = weightsOf(checkpoint, /gpt\.h\..*weight$|mel_head\.weight$/);
  await measurePrefill(session, size, weights);
  for (const past of pasts) await measureSteps(session, size, weights, past);
  await end(session, checkpoint);
}

async function measurePrefill(session: Session, size: DecoderSize, weights: number): Promise<void> {
  const steps = 300;
  const before = await arithmeticSpeed();
  const seconds = await fastest(3, () => new CachedDecoder(session, size).begin(embeddings(steps, size)));
  const peak = Math.max(before, await arithmeticSpeed());
  const share = (2 * steps * weights) / seconds / peak;
  show({
    name: `${title}, ${steps} steps at once`,
    figure: milliseconds(seconds),
    beside: `${percent(share)} of ${giga(peak)} GFLOP/s`,
  });
}

/** One past for all batches: it grows by the few steps that are measured. */
async function measureSteps(session: Session, size: DecoderSize, weights: number, past: number): Promise<void> {
  const decoder = new CachedDecoder(session, size);
  await decoder.begin(embeddings(past, size));
  let [length, begun] = [past, 1];
  for (const [lines, beams] of batches) {
    for (; begun < lines; begun++) await decoder.begin(embeddings(length, size));
    const rows = lines * beams;
    decoder.takeOver(Array.from({ length: rows }, (_, row) => Math.floor(row / beams)));
    const before = await readBandwidth();
    const seconds = await fastest(stepsMeasured, () => decoder.step(embeddings(rows, size)));
    const bandwidth = Math.max(before, await readBandwidth());
    // What the beams of a line have in common is read once.
    const cache = lines * length * 2 * size.layers * size.heads * size.headSize * 4;
    const bound = (weights * weightBytes[precision] + cache) / bandwidth;
    const times = `${(seconds / bound).toFixed(2)} × reading weights and cache at ${giga(bandwidth)} GB/s`;
    const goal = rows === 1 && precision === 'float32' ? '; goal ≤ 1.15' : '';
    const kind = lines > 1 ? `${rows} rows (${lines} lines)` : `${rows} ${rows === 1 ? 'row' : 'rows'}`;
    show({ name: `${title}, ${kind}, past ${past}`, figure: milliseconds(seconds), beside: times + goal });
    length += stepsMeasured;
    decoder.takeOver(Array.from({ length: lines }, (_, line) => line * beams));
  }
}

function open(file: Parameters<typeof fullSizeCheckpoint>[0]): {
  checkpoint: Checkpoint;
  configuration: ReturnType<typeof readConfiguration>;
} {
  const folder = fullSizeCheckpoint(file);
  const configuration = readConfiguration(join(folder, 'config.json'));
  const [start, memory] = [performance.now(), process.memoryUsage().rss];
  const checkpoint = openCheckpoint(join(folder, file));
  const took = `${(performance.now() - start).toFixed(0)} ms, +${megabytes(process.memoryUsage().rss - memory)}`;
  show({ name: `${title}, opening ${file}`, figure: took, beside: file === 'gpt.pth' ? 'goal < 100 ms, 50 MB' : '' });
  return { checkpoint, configuration };
}

/** Loads as a second start does: what has to be computed once lies in the cache already. */
async function loaded(graph: Graph): Promise<Session> {
  const preparing = performance.now();
  await prepareModel(graph, preparedFolder);
  const prepared = (performance.now() - preparing) / 1000;
  const [start, memory] = [performance.now(), process.memoryUsage().rss];
  const session = await openSession(await prepareModel(graph, preparedFolder), { provider: 'cpu' });
  const seconds = (performance.now() - start) / 1000;
  const figure = `${seconds.toFixed(1)} s, +${megabytes(process.memoryUsage().rss - memory)}`;
  show({ name: `${title}, loading`, figure, beside: `preparing before: ${prepared.toFixed(1)} s` });
  return session;
}

async function end(session: Session, checkpoint: Checkpoint): Promise<void> {
  await session.release();
  checkpoint.close();
  // Linux and macOS differ in the unit; Node gives kilobytes on both.
  show({ name: `${title}, most memory`, figure: megabytes(process.resourceUsage().maxRSS * 1024), beside: '' });
}

function embeddings(steps: number, { width }: DecoderSize): Float32Array {
  return hashedElements('prefix', steps * width, 0, 1);
}

function show(row: MeasuredRow): void {
  process.send?.(row);
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function giga(rate: number): string {
  return (rate / 1e9).toFixed(rate < 1e11 ? 1 : 0);
}
