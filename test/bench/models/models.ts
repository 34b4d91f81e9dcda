// `npm run bench:models [-- --only NAME … --precision NAME …]`: the networks at full size with random weights, each
// figure beside its bound or rival, measured in the same process within seconds of it. `--only gpt` takes all networks
// whose names begin so. One process a network and precision, one after the other: a row can be had alone.
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Precision } from '../../../models/onnx/graph.ts';
import type { MeasuredRow } from './measuredRow.ts';
import { subjects } from './subjects.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, precision: { type: 'string', multiple: true } },
});
const decoderPrecisions: readonly Precision[] = ['float32', 'block8', 'column8'];
const all: readonly (readonly [string, Precision])[] = [
  ...decoderPrecisions.map((precision) => ['gpt2', precision] as const),
  ...Object.entries(subjects).flatMap(([name, { precisions }]) =>
    precisions.map((precision) => [name, precision] as const),
  ),
];
const chosen = all.filter(
  ([name, precision]) =>
    (values.only ?? ['']).some((start) => name.toLowerCase().startsWith(start.toLowerCase())) &&
    (values.precision ?? [precision]).includes(precision),
);
if (chosen.length === 0) {
  console.error(`Nothing to measure. There are: ${all.map((each) => each.join(' ')).join(', ')}.`);
  process.exit(2);
}
console.log(`${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, node ${process.version}\n`);
for (const [name, precision] of chosen) {
  const code = await measured(name, precision);
  if (code !== 0) {
    console.log(`${name} ${precision}: FAILED (${code})`);
    process.exitCode = 1;
  }
}

/** Prints the rows of one network as they come; gives the exit code of its process. */
function measured(name: string, precision: Precision): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'measure.ts'), [name, precision]);
    child.on('message', (message) => {
      const { name: title, figure, beside } = message as MeasuredRow;
      console.log(`${title.padEnd(46)} ${figure.padStart(16)}   ${beside}`.trimEnd());
    });
    child.on('error', reject);
    child.on('exit', resolve);
  });
}
