import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readNpy, type NpyArray } from './npy.ts';

/** An array of the index: where it lies and, for an output, how near ours has to come. */
interface Entry {
  readonly file: string;
  readonly shape?: readonly number[];
  readonly dtype?: string;
  readonly compare?: string;
  readonly tol?: number;
  readonly tol_rel_l2?: number;
}

/** One case of the index. */
export interface Golden {
  readonly id: string;
  readonly stage: string;
  readonly model: 'v2' | 'v25' | 'aux' | null;
  readonly op: string;
  readonly inputs: Readonly<Record<string, Entry>>;
  readonly outputs: Readonly<Record<string, Entry>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** How one output compares: one row of the table. */
export interface Check {
  readonly golden: Golden;
  readonly output: string;
  /** Greatest difference; for what has to be equal, the number of elements that differ. */
  readonly error: number;
  readonly tolerance: number;
  /** ‖Δ‖₂ / ‖reference‖₂, where the index bounds it. */
  readonly relativeError?: number;
  readonly relativeTolerance?: number;
  readonly passed: boolean;
  /** Why nothing could be compared. */
  readonly reason?: string;
}

/** A set of reference outputs, read from a folder in the layout of its README. */
export class Goldens {
  readonly folder: string;
  readonly set: string;
  #cases: readonly Golden[];

  /**
   * `only`: a regular expression that the ids of cases have to match.
   * Throws an Error in one line where the folder holds no set.
   */
  constructor(folder: string, only = '') {
    this.folder = resolve(folder);
    const { set, cases } = readIndex(join(this.folder, 'index.json'));
    this.set = set;
    const wanted = new RegExp(only);
    this.#cases = cases.filter(({ id }) => wanted.test(id));
  }

  /** All cases, whole. */
  get all(): readonly Golden[] {
    return this.#cases;
  }

  /** Cases of a stage and a known model; those whose files this copy of the set leaves out are not among them. */
  cases(stage: string): readonly Golden[] {
    return this.#cases
      .filter((golden) => golden.stage === stage && isKnownModel(golden))
      .filter(({ inputs }) => Object.values(inputs).every((input) => this.#holds(input)))
      .map((golden) => ({ ...golden, outputs: filterValues(golden.outputs, (output) => this.#holds(output)) }))
      .filter((golden) => Object.keys(golden.outputs).length > 0);
  }

  /** The same set with one case of every operation of a stage and model: that with the smallest inputs. */
  smallest(): Goldens {
    const size = ({ inputs }: Golden): number =>
      Object.values(inputs).reduce(
        (sum, { shape = [] }) => sum + shape.reduce((product, each) => product * each, 1),
        0,
      );
    const kind = ({ stage, model, op }: Golden): string => [stage, model, op].join(' ');
    const found = new Map<string, Golden>();
    for (const golden of this.#cases) {
      const other = found.get(kind(golden));
      if (other === undefined || size(golden) < size(other)) found.set(kind(golden), golden);
    }
    const smallest = new Goldens(this.folder);
    smallest.#cases = [...found.values()];
    return smallest;
  }

  #holds({ file }: Entry): boolean {
    return existsSync(this.path(file));
  }

  /** Files of a case that the folder does not hold. */
  missing({ inputs, outputs }: Golden): string[] {
    return [...Object.values(inputs), ...Object.values(outputs)]
      .filter((each) => !this.#holds(each))
      .map(({ file }) => file);
  }

  /** Absolute path of a file of the set. */
  path(file: string): string {
    return join(this.folder, file);
  }

  json(file: string): unknown {
    return JSON.parse(readFileSync(this.path(file), 'utf8'));
  }

  array(file: string): NpyArray {
    return readNpy(readFileSync(this.path(file)), file);
  }

  input(golden: Golden, name: string): NpyArray {
    return this.array(entry(golden, golden.inputs, name).file);
  }

  output(golden: Golden, name: string): NpyArray {
    return this.array(entry(golden, golden.outputs, name).file);
  }

  /** A float32 input. */
  floats(golden: Golden, name: string): Float32Array {
    const { values } = this.input(golden, name);
    if (!(values instanceof Float32Array)) throw new Error(`${golden.id}: ${name} is not float32`);
    return values;
  }

  /** An integer input as numbers. */
  integers(golden: Golden, name: string): number[] {
    return Array.from(this.input(golden, name).values, Number);
  }

  /** Compares ours, by name, with those of the outputs of the same names that the case has. */
  compareNamed(golden: Golden, ours: Readonly<Record<string, ArrayLike<number | bigint>>>): Check[] {
    return Object.entries(ours)
      .filter(([output]) => output in golden.outputs)
      .map(([output, values]) => this.compare(golden, output, values));
  }

  /** Compares ours with a stored output, element by element, by the rule and the tolerances of the index. */
  compare(golden: Golden, output: string, ours: ArrayLike<number | bigint>): Check {
    const rule = entry(golden, golden.outputs, output);
    const reference = this.array(rule.file).values;
    if (ours.length !== reference.length) return equality(golden, output, Math.max(ours.length, reference.length));
    if (rule.tol === undefined) {
      let different = 0;
      for (let i = 0; i < reference.length; i++) if (Number(ours[i]) !== Number(reference[i])) different++;
      return equality(golden, output, different);
    }
    let greatest = 0;
    let squares = 0;
    let referenceSquares = 0;
    for (let i = 0; i < reference.length; i++) {
      const expected = Number(reference[i]);
      // Left-out codes are −∞ on both sides, and −∞ − −∞ is no number.
      const difference = Number(ours[i]) === expected ? 0 : Math.abs(Number(ours[i]) - expected);
      // NaN compares false with everything: it must not slip through as "no difference".
      if (!(difference <= greatest)) greatest = Number.isNaN(difference) ? Infinity : difference;
      squares += difference ** 2;
      referenceSquares += expected ** 2;
    }
    const relativeError = Math.sqrt(squares / Math.max(referenceSquares, Number.MIN_VALUE));
    const near = greatest <= rule.tol;
    if (rule.tol_rel_l2 === undefined) return { golden, output, error: greatest, tolerance: rule.tol, passed: near };
    return {
      golden,
      output,
      error: greatest,
      tolerance: rule.tol,
      relativeError,
      relativeTolerance: rule.tol_rel_l2,
      passed: near && relativeError <= rule.tol_rel_l2,
    };
  }
}

/** A check of something that has to be equal: `different` counts what is not. */
export function equality(golden: Golden, output: string, different: number): Check {
  return { golden, output, error: different, tolerance: 0, passed: different === 0 };
}

/** Whether a case is of a model that the format knows. */
export function isKnownModel({ model }: Golden): boolean {
  return [null, 'v2', 'v25', 'aux'].includes(model);
}

/** Something that could not be compared: it fails, it is not passed over. */
export function failure(golden: Golden, output: string, reason: string): Check {
  return { golden, output, error: NaN, tolerance: NaN, passed: false, reason: reason.split('\n')[0] ?? '' };
}

/** A case that no stage knows what to do with. */
export function unknownCase(golden: Golden): Check {
  return failure(golden, '-', `unknown operation: ${golden.op}`);
}

/** Runs every case; one that cannot be run fails with what was said, and the others go on. */
export async function eachCase(
  cases: readonly Golden[],
  report: (check: Check) => void,
  run: (golden: Golden) => Promise<void> | void,
): Promise<void> {
  for (const golden of cases) {
    try {
      await run(golden);
    } catch (error) {
      report(failure(golden, '-', messageOf(error)));
    }
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readIndex(file: string): { readonly set: string; readonly cases: readonly Golden[] } {
  if (!existsSync(file)) throw new Error(`no set of reference outputs: there is no ${file}`);
  let index: unknown;
  try {
    index = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${messageOf(error)}`, { cause: error });
  }
  const { set, cases } = (index ?? {}) as { set?: unknown; cases?: unknown };
  if (!Array.isArray(cases)) throw new Error(`${file} has no list "cases"`);
  const wrong = cases.findIndex((each) => !isGolden(each));
  if (wrong >= 0) throw new Error(`${file}: case ${wrong + 1} lacks an id, a stage, an op, or files of its arrays`);
  const whole = (cases as (Golden | Omit<Golden, 'settings'>)[]).map((each) => ({ settings: {}, ...each }));
  return { set: typeof set === 'string' ? set : 'unnamed', cases: whole };
}

function isGolden(each: unknown): boolean {
  const { id, stage, op, inputs, outputs } = (each ?? {}) as Readonly<Record<keyof Golden, unknown>>;
  const files = (entries: unknown): boolean =>
    typeof entries === 'object' &&
    entries !== null &&
    Object.values(entries).every((entry: unknown) => typeof (entry as Entry | null)?.file === 'string');
  return [id, stage, op].every((name) => typeof name === 'string') && files(inputs) && files(outputs);
}

/**
 * The goldens to compare with: `folder`, else TABLEREAD_GOLDENS, else the subset of the repository, else the whole set
 * beside it; undefined where there is none.
 */
export function openGoldens(folder?: string, only?: string): Goldens | undefined {
  const repository = join(import.meta.dirname, '..', '..');
  const candidates = [
    folder ?? process.env['TABLEREAD_GOLDENS'],
    join(repository, 'test', 'fixtures', 'goldens'),
    join(repository, '..', 'shared', 'goldens'),
  ];
  const wanted = candidates[0];
  if (wanted !== undefined) return new Goldens(wanted, only);
  const found = candidates.find((candidate) => candidate !== undefined && existsSync(join(candidate, 'index.json')));
  return found === undefined ? undefined : new Goldens(found, only);
}

function entry(golden: Golden, entries: Readonly<Record<string, Entry>>, name: string): Entry {
  const found = entries[name];
  if (found === undefined) throw new Error(`${golden.id} has no ${name}`);
  return found;
}

function filterValues<T>(record: Readonly<Record<string, T>>, keep: (value: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => keep(value)));
}
