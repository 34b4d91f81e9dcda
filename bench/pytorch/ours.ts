// Started by compare.ts: `ours.ts NAME PRECISION`, the same protocol as networks.py. After `ready` on standard output it
// reads one line a run, `LENGTH` or `FIRST LENGTH`, and answers with seconds. FIRST: rows of the decoder (0: a whole
// beginning), or frames of the mel network's prompt. Rows are the beams of one line; the fastest of ten steps in a row counts.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { CachedDecoder } from '../../models/networks/cachedDecoder.ts';
import { gpt2, gpt2Size } from '../../models/networks/gpt2.ts';
import type { Precision, Target } from '../../models/onnx/graph.ts';
import { fullSizeCheckpoint } from '../../test/bench/models/fullSizeCheckpoints.ts';
import { fastest } from '../../test/bench/models/machine.ts';
import { subjects } from '../../test/bench/models/subjects.ts';
import { hashedElements } from '../../test/models/checkpoints/syntheticCheckpoints.ts';
import { load } from '../../test/parity/networkRun.ts';

/** Prepares a run, which is not timed, and gives it; `times` of it follow one another. */
type Prepare = (length: number, first: number) => Promise<{ run: () => Promise<unknown>; times: number }>;

const steps = 10;

const [name, precision] = process.argv.slice(2) as [string, Precision];
const prepare = await (name === 'gpt2' ? decoder() : network());
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const words = line.split(' ').map(Number);
  const { run, times } = await prepare(words.at(-1) ?? 0, words.length > 1 ? (words[0] ?? 0) : 0);
  console.log(await fastest(times, run));
}

async function network(): Promise<Prepare> {
  const subject = subjects[name];
  if (subject === undefined) throw new RangeError(`no network ${name}`);
  const folder = fullSizeCheckpoint(subject.file);
  const checkpoint = openCheckpoint(join(folder, subject.file));
  const configuration = readConfiguration(join(folder, 'config.json'));
  const session = await load(subject.build(checkpoint, configuration, target()));
  return (length, first) => {
    const feeds = subject.feeds(length, first);
    return Promise.resolve({ run: () => session.run(feeds), times: 1 });
  };
}

async function decoder(): Promise<Prepare> {
  const folder = fullSizeCheckpoint('gpt.pth');
  const checkpoint = openCheckpoint(join(folder, 'gpt.pth'));
  const size = gpt2Size(checkpoint, readConfiguration(join(folder, 'config.json')));
  const session = await load(gpt2(checkpoint, size, target()));
  const embeddings = (count: number): Float32Array => hashedElements('prefix', count * size.width, 0, 1);
  return async (length, rows) => {
    const decoder = new CachedDecoder(session, size);
    const given = embeddings(rows === 0 ? length : rows);
    if (rows === 0) return { run: () => decoder.begin(given), times: 1 };
    await decoder.begin(embeddings(length));
    decoder.takeOver(new Array<number>(rows).fill(0));
    return { run: () => decoder.step(given), times: steps };
  };
}

function target(): Target {
  return { precision, cpu: true };
}
