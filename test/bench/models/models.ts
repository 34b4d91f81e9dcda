// `npm run bench:models [-- NAME…]`: the networks at full size with random weights, each figure beside its bound.
import { join } from 'node:path';
import { openCheckpoint, type Checkpoint } from '../../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../../models/checkpoints/configuration.ts';
import { elementCount } from '../../../models/checkpoints/tensorEntry.ts';
import { bigVgan } from '../../../models/networks/bigVgan.ts';
import { CachedDecoder } from '../../../models/networks/cachedDecoder.ts';
import { campplus } from '../../../models/networks/campplus.ts';
import { diffusionTransformer } from '../../../models/networks/diffusionTransformer.ts';
import { gpt2, gpt2Size } from '../../../models/networks/gpt2.ts';
import { emotionConditioning, speakerConditioning } from '../../../models/networks/referenceConditioning.ts';
import { wav2vec2Bert } from '../../../models/networks/wav2vec2Bert.ts';
import type { Graph, Precision, Target } from '../../../models/onnx/graph.ts';
import type { Session, Tensor } from '../../../models/onnx/session.ts';
import { hashedElements } from '../../models/checkpoints/syntheticCheckpoints.ts';
import { load } from '../../parity/networkRun.ts';
import { fullSizeCheckpoints } from './fullSizeCheckpoints.ts';
import { fastest, measureMachine } from './machine.ts';

/** A network with what it is fed, and the float32 operations of one run. */
interface Subject {
  readonly file: string;
  readonly precisions: readonly Precision[];
  readonly build: (checkpoint: Checkpoint, target: Target) => Graph;
  readonly feeds: Readonly<Record<string, Tensor>>;
  readonly operations?: (checkpoint: Checkpoint) => number;
  /** Seconds of sound that a run makes. */
  readonly audio?: number;
}

const folder = fullSizeCheckpoints();
const configuration = readConfiguration(join(folder, 'config.json'));
const chosen = process.argv.slice(2);
const machine = await measureMachine();
console.log(
  `memory ${(machine.bandwidth / 1e9).toFixed(1)} GB/s, ${(machine.arithmetic / 1e9).toFixed(0)} GFLOP/s float32\n`,
);

/** 4 s of speech; 12 s with the prompt; 15 s of reference at 50 Hz. */
const [vocoded, diffused, referred] = [345, 1200, 749];
const subjects: Readonly<Record<string, Subject>> = {
  bigVgan: {
    file: 'bigvgan_generator.pt',
    precisions: ['float32'],
    build: (checkpoint, target) => bigVgan(checkpoint, configuration, target),
    feeds: { mel: random([1, 80, vocoded]) },
    operations: vocoderOperations,
    audio: (vocoded * 256) / 22050,
  },
  diffusionTransformer: {
    file: 's2mel.pth',
    precisions: ['float32', 'column8'],
    build: (checkpoint, target) => diffusionTransformer(checkpoint, configuration, target),
    feeds: { x: random([1, 80, diffused]), time: random([1]), condition: random([2, diffused, 512]) },
    // Every weight once a frame and row, and attention of 13 layers; the skips of the first seven blocks are not used.
    operations: (checkpoint) =>
      2 * 2 * diffused * (weightsOf(checkpoint, /weight(_v)?$/) - 7 * 512 * 1024 + 13 * 2 * diffused * 512),
  },
  wav2vec2Bert: {
    file: 'w2v.safetensors',
    precisions: ['float32', 'column8'],
    build: (checkpoint, target) => wav2vec2Bert(checkpoint, configuration, target),
    feeds: {
      features: random([1, referred, 160]),
      mask: { elements: new Float32Array(referred).fill(1), shape: [1, referred] },
    },
    operations: (checkpoint) => 2 * referred * (weightsOf(checkpoint, /weight$/) + 17 * 2 * referred * 1024),
  },
  campplus: {
    file: 'campplus.bin',
    precisions: ['float32'],
    build: campplus,
    feeds: { features: random([1, 2 * referred, 80]) },
  },
  speakerConditioning: {
    file: 'gpt.pth',
    precisions: ['float32', 'column8'],
    build: speakerConditioning,
    feeds: { features: random([1, referred, 1024]) },
  },
  emotionConditioning: {
    file: 'gpt.pth',
    precisions: ['float32', 'column8'],
    build: emotionConditioning,
    feeds: { features: random([1, referred, 1024]) },
  },
};

const opening = performance.now();
openCheckpoint(join(folder, 'gpt.pth')).close();
show('open gpt.pth (2.9 GB)', `${(performance.now() - opening).toFixed(0)} ms`, 'goal < 100 ms');
if (chosen.length === 0 || chosen.includes('gpt2')) {
  for (const precision of ['float32', 'block8', 'column8'] as const) await decode(precision);
}
for (const [name, subject] of Object.entries(subjects)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const precision of subject.precisions) await run(name, subject, precision);
}

async function run(name: string, subject: Subject, precision: Precision): Promise<void> {
  const checkpoint = openCheckpoint(join(folder, subject.file));
  const session = await timedLoad(`${name} ${precision}`, subject.build(checkpoint, { precision, cpu: true }));
  const seconds = await fastest(3, () => session.run(subject.feeds));
  const operations = subject.operations?.(checkpoint);
  const bound =
    operations === undefined
      ? ''
      : `${((100 * operations) / seconds / machine.arithmetic).toFixed(0)} % of the float32 peak`;
  const pace = subject.audio === undefined ? '' : `${(seconds / subject.audio).toFixed(2)} s a second of sound, `;
  show(`${name} ${precision}`, `${seconds.toFixed(2)} s`, pace + bound);
  await session.release();
  checkpoint.close();
}

async function decode(precision: Precision): Promise<void> {
  const checkpoint = openCheckpoint(join(folder, 'gpt.pth'));
  const size = gpt2Size(checkpoint, configuration);
  const session = await timedLoad(`gpt2 ${precision}`, gpt2(checkpoint, size, { precision, cpu: true }));
  const weights = weightsOf(checkpoint, /gpt\.h\..*weight$|mel_head\.weight$/);
  const bound = (weights * (precision === 'float32' ? 4 : 1)) / machine.bandwidth;
  const prefix = (steps: number): Float32Array => hashedElements('prefix', steps * size.width, 0, 1);
  const prefill = await fastest(2, () => new CachedDecoder(session, size).begin(prefix(300)));
  const share = (100 * 2 * 300 * weights) / prefill / machine.arithmetic;
  show(
    `gpt2 ${precision}, 300 steps at once`,
    `${(prefill * 1000).toFixed(0)} ms`,
    `${share.toFixed(0)} % of the float32 peak`,
  );
  for (const rows of [1, 3, 12]) {
    for (const past of [50, 300, 800]) {
      const decoder = new CachedDecoder(session, size);
      await decoder.begin(prefix(past));
      decoder.takeOver(new Array<number>(rows).fill(0));
      const seconds = await fastest(8, () => decoder.step(prefix(rows)));
      const times = `${(seconds / bound).toFixed(2)} × reading the weights`;
      show(`gpt2 ${precision}, ${rows} rows, past ${past}`, `${(seconds * 1000).toFixed(1)} ms`, times);
    }
  }
  await session.release();
  checkpoint.close();
}

async function timedLoad(name: string, graph: Graph): Promise<Session> {
  // The side file is made before: another start finds it.
  await (await load(graph)).release();
  const [start, memory] = [performance.now(), process.memoryUsage().rss];
  const session = await load(graph);
  const seconds = (performance.now() - start) / 1000;
  const megabytes = (process.memoryUsage().rss - memory) / 1e6;
  show(`${name}, loading`, `${seconds.toFixed(1)} s`, `+${megabytes.toFixed(0)} MB`);
  return session;
}

function vocoderOperations(checkpoint: Checkpoint): number {
  const rates = configuration.counts('upsample_rates');
  let operations = 0;
  for (const { name, shape } of checkpoint.entries.values()) {
    if (!name.endsWith('weight_v')) continue;
    const stage = Number(
      /ups\.(\d)/.exec(name)?.[1] ?? Math.floor(Number(/resblocks\.(\d+)/.exec(name)?.[1] ?? NaN) / 3),
    );
    // A transposed convolution multiplies once for every input step.
    const raised = name.includes('conv_pre')
      ? 0
      : name.includes('conv_post')
        ? rates.length
        : name.includes('ups.')
          ? stage
          : stage + 1;
    const time = vocoded * rates.slice(0, raised).reduce((product, rate) => product * rate, 1);
    operations += 2 * elementCount(shape) * time;
  }
  return operations;
}

function weightsOf(checkpoint: Checkpoint, pattern: RegExp): number {
  const matrices = [...checkpoint.entries.values()].filter(({ name, shape }) => pattern.test(name) && shape.length > 1);
  return matrices.reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

function random(shape: readonly number[]): Tensor {
  return { elements: hashedElements('input', elementCount(shape), 0, 1), shape };
}

function show(name: string, figure: string, beside: string): void {
  console.log(`${name.padEnd(40)} ${figure.padStart(10)}   ${beside}`);
}
