// `npm run bench [-- name …]`: runs every *.bench.ts of test/bench and test/editor (or those whose name holds one of the words),
// prints one table and writes bench.json. Figures are measured here and asserted nowhere: clocks differ from machine to machine.
import { readdir, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bench, Row } from './row.ts';

interface Group {
  readonly name: string;
  readonly rows: Row[];
  readonly error?: string;
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const folders = [folder, join(folder, '..', 'editor')];
const files = (await Promise.all(folders.map(benchesOf))).flat();
const chosen = files.filter((file) => wanted.length === 0 || wanted.some((word) => nameOf(file).includes(word)));
if (chosen.length === 0) {
  console.error(`No bench is named ${wanted.join(' ')}. There are: ${files.map(nameOf).join(', ')}.`);
  process.exit(2);
}

const groups: Group[] = [];
for (const file of chosen) {
  const { default: bench } = (await import(pathToFileURL(file).href)) as { default: Bench };
  console.error(`${bench.name} …`);
  const rows: Row[] = [];
  try {
    await bench.run((row) => rows.push(row));
    groups.push({ name: bench.name, rows });
  } catch (error) {
    groups.push({
      name: bench.name,
      rows,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

const machine = {
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  platform: `${platform()}-${arch()}`,
  node: process.version,
};
console.log(
  `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}, node ${machine.node}\n`,
);
print(groups);
await writeFile(
  join(folder, '..', '..', 'bench.json'),
  `${JSON.stringify({ date: new Date().toISOString(), machine, groups }, undefined, 2)}\n`,
);
if (groups.some((group) => group.error !== undefined)) process.exitCode = 1;

async function benchesOf(place: string): Promise<string[]> {
  const names = (await readdir(place)).filter((name) => name.endsWith('.bench.ts')).sort();
  return names.map((name) => join(place, name));
}

function nameOf(file: string): string {
  return basename(file, '.bench.ts');
}

function print(all: readonly Group[]): void {
  const cells = all.flatMap((group) =>
    group.rows.map((row) => [row.name, figure(row.value), row.unit, row.goal ?? '']),
  );
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0), 0));
  for (const group of all) {
    console.log(group.name);
    for (const row of group.rows) {
      const name = row.name.padEnd(widths[0] ?? 0);
      const value = figure(row.value).padStart(widths[1] ?? 0);
      const unit = row.unit.padEnd(widths[2] ?? 0);
      console.log(`  ${name}  ${value} ${unit}  ${row.goal === undefined ? '' : `goal ${row.goal}`}`.trimEnd());
    }
    if (group.error !== undefined) console.log(`  FAILED: ${group.error}`);
    console.log('');
  }
}

/** Three significant digits, whole numbers in full. */
function figure(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return String(Math.round(value));
  return value === 0 ? '0' : value.toPrecision(3);
}
