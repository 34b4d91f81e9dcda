import { dirname, join } from 'node:path';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { openCheckpoint, type Checkpoint } from '../../models/checkpoints/checkpoint.ts';
import { eachCase, equality } from './goldens.ts';
import type { Stage } from './stage.ts';

/** Numbers, with `NaN`, `inf` and `-inf` as words. */
type Stored = number | string | boolean;

interface ExpectedTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Left out where the file is large. */
  readonly values?: readonly Stored[];
  readonly first?: readonly Stored[];
  readonly last?: readonly Stored[];
}

interface ExpectedFile {
  readonly tensors: Readonly<Record<string, ExpectedTensor>>;
  /** "reject or read correctly" */
  readonly expect?: string;
}

interface Expected {
  readonly valid: Readonly<Record<string, ExpectedFile>>;
  readonly malformed: Readonly<Record<string, unknown>>;
}

/** Files that torch.save and safetensors wrote, tensor by tensor, and broken ones, which have to be refused. */
export const readersStage: Stage = {
  name: 'readers',
  check: async (goldens, report) => {
    await eachCase(goldens.cases('readers'), report, (golden) => {
      const table = golden.outputs['table']?.file ?? '';
      const { valid, malformed } = goldens.json(table) as Expected;
      const path = (name: string): string => goldens.path(join(dirname(table), name));
      const wrong = Object.entries(valid).filter(([name, file]) => !readsRight(path(name), file));
      const accepted = Object.keys(malformed).filter((name) => !isRefused(path(name)));
      for (const [name] of wrong) console.warn(`differs: ${name}`);
      for (const name of accepted) console.warn(`not refused: ${name}`);
      report(equality(golden, 'valid files', wrong.length));
      report(equality(golden, 'malformed files', accepted.length));
    });
  },
};

function readsRight(path: string, { tensors, expect }: ExpectedFile): boolean {
  if (expect?.startsWith('reject') === true && isRefused(path)) return true;
  const checkpoint = openCheckpoint(path);
  try {
    const names = Object.keys(tensors);
    if ([...checkpoint.entries.keys()].sort().join('\n') !== names.sort().join('\n')) return false;
    return names.every((name) => isEqual(checkpoint, name, tensors[name]));
  } finally {
    checkpoint.close();
  }
}

function isEqual(checkpoint: Checkpoint, name: string, wanted: ExpectedTensor | undefined): boolean {
  if (wanted === undefined) return false;
  const { dtype, shape, values, first = [], last = [] } = wanted;
  const entry = checkpoint.entry(name);
  if (entry.type !== dtype || entry.shape.join() !== shape.join()) return false;
  const ours = Array.from(checkpoint.read(name), Number);
  const same = (part: readonly number[], stored: readonly Stored[]): boolean =>
    part.length === stored.length && part.every((value, at) => Object.is(value, numberOf(stored[at])));
  if (values !== undefined && !same(ours, values)) return false;
  return same(ours.slice(0, first.length), first) && same(last.length === 0 ? [] : ours.slice(-last.length), last);
}

/** One line that names the file, and nothing but an error of ours. */
function isRefused(path: string): boolean {
  try {
    const checkpoint = openCheckpoint(path);
    try {
      for (const name of checkpoint.entries.keys()) checkpoint.read(name);
    } finally {
      checkpoint.close();
    }
    return false;
  } catch (error) {
    return error instanceof TablereadError && error.message.includes(path) && !error.message.includes('\n');
  }
}

function numberOf(stored: Stored | undefined): number {
  if (typeof stored !== 'string') return Number(stored);
  return Number(stored.replace(/inf(inity)?$/i, 'Infinity'));
}
