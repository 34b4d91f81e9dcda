import type { Checkpoint } from '../../../models/checkpoints/checkpoint.ts';
import type { Configuration } from '../../../models/checkpoints/configuration.ts';
import { elementCount } from '../../../models/checkpoints/tensorEntry.ts';
import { bigVgan } from '../../../models/networks/bigVgan.ts';
import { campplus } from '../../../models/networks/campplus.ts';
import { diffusionTransformer } from '../../../models/networks/diffusionTransformer.ts';
import { emotionConditioning, speakerConditioning } from '../../../models/networks/referenceConditioning.ts';
import { wav2vec2Bert } from '../../../models/networks/wav2vec2Bert.ts';
import type { Graph, Precision, Target } from '../../../models/onnx/graph.ts';
import type { Tensor } from '../../../models/onnx/session.ts';
import { hashedElements } from '../../models/checkpoints/syntheticCheckpoints.ts';
import type { FullSizeFile } from './fullSizeCheckpoints.ts';

/** A network with what it is fed. */
export interface Subject {
  readonly file: FullSizeFile;
  readonly precisions: readonly Precision[];
  readonly build: (checkpoint: Checkpoint, configuration: Configuration, target: Target) => Graph;
  /** Frames of a run: of the mel, or of the reference. */
  readonly length: number;
  /** `first`: frames of the prompt, of which nothing is asked. */
  readonly feeds: (length: number, first?: number) => Readonly<Record<string, Tensor>>;
  /** float32 operations of one run: two for every product of a weight, or in attention. */
  readonly operations: (checkpoint: Checkpoint, configuration: Configuration) => number;
  /** Seconds of sound that a run makes. */
  readonly audio?: number;
}

/** 4 s of speech as mel frames; 13.9 s with the prompt; 15 s of reference at 50 Hz and at 100 Hz. */
const vocoded = 345;
const diffused = 1200;
/** Frames of a prompt of 10 s. */
const prompted = 860;
const referred = 749;
const filtered = 1498;

export const subjects: Readonly<Record<string, Subject>> = {
  bigVgan: {
    file: 'bigvgan_generator.pt',
    precisions: ['float32'],
    build: bigVgan,
    length: vocoded,
    feeds: (length) => ({ mel: random([1, 80, length]) }),
    operations: vocoderOperations,
    audio: (vocoded * 256) / 22050,
  },
  diffusionTransformer: {
    file: 's2mel.pth',
    precisions: ['float32', 'column8'],
    build: diffusionTransformer,
    length: diffused,
    feeds: diffusionFeeds,
    operations: (checkpoint) => diffusionOperations(checkpoint, 0),
  },
  /** As in a line, which asks for nothing that lies in the prompt. */
  diffusionBehindPrompt: {
    file: 's2mel.pth',
    precisions: ['float32', 'column8'],
    build: diffusionTransformer,
    length: diffused,
    feeds: (length) => diffusionFeeds(length, prompted),
    operations: (checkpoint) => diffusionOperations(checkpoint, prompted),
  },
  wav2vec2Bert: {
    file: 'w2v.safetensors',
    precisions: ['float32', 'column8'],
    build: wav2vec2Bert,
    length: referred,
    feeds: (length) => ({
      features: random([1, length, 160]),
      mask: { elements: new Float32Array(length).fill(1), shape: [1, length] },
    }),
    operations: (checkpoint) => 2 * referred * (weightsOf(checkpoint, /weight$/) + 17 * 2 * referred * 1024),
  },
  campplus: {
    file: 'campplus.bin',
    precisions: ['float32'],
    build: (checkpoint, _, target) => campplus(checkpoint, target),
    length: filtered,
    feeds: (length) => ({ features: random([1, length, 80]) }),
    operations: speakerOperations,
  },
  speakerConditioning: {
    file: 'gpt.pth',
    precisions: ['float32', 'column8'],
    build: (checkpoint, _, target) => speakerConditioning(checkpoint, target),
    length: referred,
    feeds: (length) => ({ features: random([1, length, 1024]) }),
    operations: (checkpoint) => conformerOperations(checkpoint, 'conditioning_encoder', 'perceiver_encoder'),
  },
  emotionConditioning: {
    file: 'gpt.pth',
    precisions: ['float32', 'column8'],
    build: (checkpoint, _, target) => emotionConditioning(checkpoint, target),
    length: referred,
    feeds: (length) => ({ features: random([1, length, 1024]) }),
    operations: (checkpoint) => conformerOperations(checkpoint, 'emo_conditioning_encoder', 'emo_perceiver_encoder'),
  },
};

/** Elements of the matrices and kernels whose names match. */
export function weightsOf(checkpoint: Checkpoint, pattern: RegExp): number {
  const matrices = [...checkpoint.entries.values()].filter(({ name, shape }) => pattern.test(name) && shape.length > 1);
  return matrices.reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

function random(shape: readonly number[]): Tensor {
  return { elements: hashedElements('input', elementCount(shape), 0, 1), shape };
}

function diffusionFeeds(frames: number, first = 0): Readonly<Record<string, Tensor>> {
  return {
    x: random([1, 80, frames]),
    time: random([1]),
    condition: random([2, frames, 512]),
    first: { elements: BigInt64Array.of(BigInt(first)), shape: [1] },
  };
}

/**
 * Of two rows. All frames go through twelve blocks; through the last one and what follows it those from `first` on, and
 * the 16 before them that the convolutions see. The skips of the first seven blocks are not used.
 */
function diffusionOperations(checkpoint: Checkpoint, first: number): number {
  const kept = diffused - Math.max(0, first - 16);
  const square = 512 * 512;
  const blocks = weightsOf(checkpoint, /layers\.\d+\.(attention\.w|feed_forward)/) + 6 * 2 * square + 80 * 512;
  const inLast = weightsOf(checkpoint, /layers\.12\.(attention\.wo|feed_forward)/) + square;
  const behind = weightsOf(
    checkpoint,
    /(estimator\.(skip_linear|conv1|conv2|res_projection)|final_layer\.linear|wavenet\.(in|res_skip)_layers.*)\.weight(_v)?$/,
  );
  const attention = 2 * diffused * 512 * (12 * diffused + kept);
  return 2 * 2 * (diffused * (blocks - inLast) + kept * (inLast + behind) + attention);
}

/** A kernel multiplies once for every step that it makes; a transposed one for every step that it takes. */
function vocoderOperations(checkpoint: Checkpoint, configuration: Configuration): number {
  const rates = configuration.counts('upsample_rates');
  let operations = 0;
  for (const { name, shape } of checkpoint.entries.values()) {
    if (!name.endsWith('weight_v')) continue;
    const raised = Number(/ups\.(\d)/.exec(name)?.[1] ?? NaN);
    const block = Number(/resblocks\.(\d+)/.exec(name)?.[1] ?? NaN);
    const ends = name.includes('conv_pre') ? 0 : rates.length;
    const stage = Number.isNaN(block) ? (Number.isNaN(raised) ? ends : raised) : Math.floor(block / 3) + 1;
    const time = vocoded * rates.slice(0, stage).reduce((product, rate) => product * rate, 1);
    operations += 2 * elementCount(shape) * time;
  }
  return operations;
}

/** Kernels of the front end at 80, 40, 20 and 10 bands, those behind it at half the frames. */
function speakerOperations(checkpoint: Checkpoint): number {
  const bands: readonly (readonly [RegExp, number])[] = [
    [/^head\.conv1\.weight$/, 80],
    [/^head\.layer1\..*weight$/, 40],
    [/^head\.layer2\..*weight$/, 20],
    [/^head\.conv2\.weight$/, 10],
  ];
  const head = bands.reduce((sum, [pattern, count]) => sum + weightsOf(checkpoint, pattern) * count, 0);
  // The two layers of the context run once a segment of 100 steps.
  const trunk = weightsOf(checkpoint, /^xvector\.(tdnn|block.*(linear1|linear_local)|transit.*linear)\.weight$/);
  const context = weightsOf(checkpoint, /cam_layer\.linear1\.weight$/);
  return 2 * filtered * head + filtered * (trunk - context);
}

/** Everything runs at half the frames; of the perceiver, what reads the sequence. */
function conformerOperations(checkpoint: Checkpoint, encoder: string, summary: string): number {
  const steps = (referred - 1) / 2;
  const image = 2 * 9 * 512 * 511 * steps;
  const layers = weightsOf(checkpoint, new RegExp(`(^|/)${encoder}\\.(encoders|embed\\.out).*weight$`));
  const attention = 3 * steps * 512 * blocksOf(checkpoint, encoder);
  const reading = weightsOf(checkpoint, new RegExp(`(^|/)${summary}\\..*(proj_context|to_kv)\\.weight$`));
  return image + 2 * steps * (layers + attention + reading);
}

function blocksOf(checkpoint: Checkpoint, encoder: string): number {
  const pattern = new RegExp(`(^|/)${encoder}\\.encoders\\.\\d+\\.norm_mha\\.weight$`);
  return [...checkpoint.entries.keys()].filter((name) => pattern.test(name)).length;
}
