// `npx tsx bench/pytorch/compare.ts [--only NAME …] [--python PATH]`: the networks at full size beside modules of equal
// size in PyTorch, in one run: the two take turns, and every run has a length that neither has seen, as every line of a
// script has. Columns: seconds, float32 and 8 bits; ratio PyTorch / ours, float32 against float32, and PyTorch's better
// one (of float32 and 8 bits) against our 8 bits. See README.md beside this file.
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Precision } from '../../models/onnx/graph.ts';

/** One row: what is asked of both sides, and how often it happens in a line of 4 s with 25 Euler steps. */
interface Row {
  readonly network: string;
  readonly title: string;
  /** First word of a request: rows of the decoder, or frames of the prompt. */
  readonly first?: number;
  readonly length: number;
  /** Our 8-bit form, where there is one. */
  readonly reduced?: Precision;
  /** Whether PyTorch can quantise its matrices without calibration. */
  readonly reducible: boolean;
  /** Runs in a line whose reference is known: 4 s of speech, 200 codes, 3 beams. */
  readonly inLine: number;
}

const step = (rows: number, length: number, inLine = 0): Row => ({
  network: 'gpt2',
  title: `GPT step, ${rows} rows, past ${length}`,
  first: rows,
  length,
  reduced: 'block8',
  reducible: true,
  inLine,
});
const table: readonly Row[] = [
  ...[50, 300, 800].map((past) => step(1, past)),
  ...[50, 300, 800].map((past) => step(3, past, past === 300 ? 200 : 0)),
  {
    network: 'gpt2',
    title: 'GPT, 300 steps at once',
    first: 0,
    length: 300,
    reduced: 'column8',
    reducible: true,
    inLine: 2,
  },
  {
    network: 'diffusionTransformer',
    title: 'mel network, T 1200, 2 rows',
    length: 1200,
    reduced: 'column8',
    reducible: true,
    inLine: 0,
  },
  {
    // PyTorch makes all frames, as the original does.
    network: 'diffusionTransformer',
    title: 'the same behind a prompt of 860',
    first: 860,
    length: 1200,
    reduced: 'column8',
    reducible: true,
    inLine: 25,
  },
  { network: 'bigVgan', title: 'vocoder, 4 s', length: 345, reducible: false, inLine: 1 },
  { network: 'wav2vec2Bert', title: 'w2v-BERT, 15 s', length: 749, reduced: 'column8', reducible: true, inLine: 0 },
  { network: 'campplus', title: 'CAMPPlus, 15 s', length: 1498, reducible: false, inLine: 0 },
  {
    network: 'speakerConditioning',
    title: 'speaker conformer, 15 s',
    length: 749,
    reduced: 'column8',
    reducible: true,
    inLine: 0,
  },
  {
    network: 'emotionConditioning',
    title: 'emotion conformer, 15 s',
    length: 749,
    reduced: 'column8',
    reducible: true,
    inLine: 0,
  },
];

interface Worker {
  readonly ready: Promise<string>;
  /** Seconds of one run. */
  readonly run: (request: string) => Promise<number>;
  readonly end: () => void;
}

interface Pair {
  readonly network: string;
  readonly ours: Worker;
  readonly theirs: Worker;
}

const pairs = new Map<string, Pair>();

/** Runs that count; one before them, of another length, warms both up. */
const repeats = 5;

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, python: { type: 'string', default: 'python3' } },
});
const chosen = table.filter(({ network }) =>
  (values.only ?? ['']).some((start) => network.toLowerCase().startsWith(start.toLowerCase())),
);
const preload = fastMathLibrary();
console.log(
  `${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores; MKL told that it may run fast: ${preload !== undefined}\n`,
);
print(['', 'ours f32', 'PyTorch f32', 'ratio', 'ours 8 bit', 'PyTorch 8 bit', 'ratio']);
const sums = { ours: 0, theirs: 0, reduced: 0, best: 0 };
for (const row of chosen) {
  const ours = await measured(row, 'float32');
  const reduced = row.reduced === undefined ? undefined : await measured(row, row.reduced);
  const best = Math.min(ours.theirs, reduced?.theirs ?? Infinity);
  print([
    row.title,
    seconds(ours.ours),
    seconds(ours.theirs),
    ratio(ours.theirs / ours.ours),
    ...(reduced === undefined
      ? ['', '', '']
      : [seconds(reduced.ours), row.reducible ? seconds(reduced.theirs) : '', ratio(best / reduced.ours)]),
  ]);
  sums.ours += row.inLine * ours.ours;
  sums.theirs += row.inLine * ours.theirs;
  sums.best += row.inLine * best;
  sums.reduced += row.inLine * (reduced?.ours ?? ours.ours);
}
for (const { ours, theirs } of pairs.values()) {
  ours.end();
  theirs.end();
}
if (chosen.length === table.length) {
  print([
    'a line of 4 s, 10 s of reference known',
    seconds(sums.ours),
    seconds(sums.theirs),
    ratio(sums.theirs / sums.ours),
    seconds(sums.reduced),
    seconds(sums.best),
    ratio(sums.best / sums.reduced),
  ]);
}

/** Both sides in turns, each run with a length of its own; the fastest of each, at the same lengths. */
async function measured(row: Row, precision: Precision): Promise<{ ours: number; theirs: number }> {
  const { ours, theirs } = await pairOf(row.network, precision);
  const best = { ours: Infinity, theirs: Infinity };
  for (let repeat = 0; repeat <= repeats; repeat++) {
    const length = row.length - 2 + repeat;
    const request = row.first === undefined ? String(length) : `${row.first} ${length}`;
    const times = { ours: await ours.run(request), theirs: await theirs.run(request) };
    if (repeat === 0) continue;
    best.ours = Math.min(best.ours, times.ours);
    best.theirs = Math.min(best.theirs, times.theirs);
  }
  return best;
}

/** Both sides of a network, loaded; rows of one network share them. */
async function pairOf(network: string, precision: Precision): Promise<Pair> {
  for (const [name, pair] of pairs) {
    if (pair.network === network) continue;
    pair.ours.end();
    pair.theirs.end();
    pairs.delete(name);
  }
  const name = `${network} ${precision}`;
  const known = pairs.get(name);
  if (known !== undefined) return known;
  const own = ['--import', 'tsx', join(import.meta.dirname, 'ours.ts'), network, precision];
  const script = join(import.meta.dirname, 'networks.py');
  const pair = {
    network,
    ours: worker(process.execPath, own),
    theirs: worker(values.python, [script, network, precision === 'float32' ? 'float32' : 'int8'], {
      // Without these the C library gives the memory of every activation back and asks for it anew.
      MALLOC_MMAP_THRESHOLD_: '4294967296',
      MALLOC_TRIM_THRESHOLD_: '34359738368',
      ...(preload === undefined ? {} : { LD_PRELOAD: preload }),
    }),
  };
  pairs.set(name, pair);
  await pair.ours.ready;
  await pair.theirs.ready;
  return pair;
}

function worker(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Worker {
  const child: ChildProcessWithoutNullStreams = spawn(command, args, { env: { ...process.env, ...environment } });
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const result = await lines.next();
    if (result.done === true) throw new Error(`${[command, ...args].join(' ')} ended`);
    return result.value;
  };
  return {
    ready: next(),
    run: async (request) => {
      child.stdin.write(`${request}\n`);
      return Number(await next());
    },
    end: () => child.stdin.end(),
  };
}

/**
 * On AMD processors MKL, which PyTorch multiplies with, takes a slow path unless a function of it says that the processor
 * is Intel's. A library with that function, built here if there is a C compiler, gives PyTorch its best.
 */
function fastMathLibrary(): string | undefined {
  if (process.platform !== 'linux' || cpus()[0]?.model.includes('AMD') !== true) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'mkl-'));
  const source = join(folder, 'fast.c');
  const library = join(folder, 'fast.so');
  writeFileSync(source, 'int mkl_serv_intel_cpu_true(void) { return 1; }\n');
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-o', library, source]);
  return status === 0 ? library : undefined;
}

function print(cells: readonly string[]): void {
  console.log(
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(40) : cell.padStart(14)))
      .join('')
      .trimEnd(),
  );
}

function seconds(value: number): string {
  return value < 1 ? `${(value * 1000).toFixed(1)} ms` : `${value.toFixed(2)} s`;
}

function ratio(value: number): string {
  return `${value.toFixed(2)} ×`;
}
