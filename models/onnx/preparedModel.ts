import { createHash } from 'node:crypto';
import { stat, utimes } from 'node:fs/promises';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { openAtomicFile } from '../../foundation/atomicFile.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import type { Graph } from './graph.ts';
import { writeModel } from './model.ts';
import type { Initialiser, Source } from './value.ts';

/** A model as the runtime takes it: its bytes, and the folder below which its weights lie. */
export interface PreparedModel {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly folder: string;
}

export interface PrepareOptions {
  readonly signal?: AbortSignal;
  /** Bytes written of all that has to be. */
  readonly progress?: (done: number, total: number) => void;
}

type Derived = Extract<Source, { kind: 'derived' }>;

/** torch aligns storages like this; vector loads like it. */
const alignment = 64;

/**
 * Makes a graph ready to run. Weights that lie in the official files stay there. Those that have to be computed are
 * written to a file of `cache` once, named by what they were computed from: another start finds it and computes nothing.
 * The time of the file says when it was last wanted (`clearPreparedModels`).
 * @throws TablereadError `onnx/other-drive` where no folder holds both the checkpoint and the cache
 */
export async function prepareModel(graph: Graph, cache: string, options: PrepareOptions = {}): Promise<PreparedModel> {
  const places = new Map<string, number>();
  const derived: Derived[] = [];
  const digest = createHash('sha256');
  let size = 0;
  for (const { value, source } of graph.initialisers.values()) {
    if (source.kind !== 'derived') continue;
    const offset = Math.ceil(size / alignment) * alignment;
    places.set(value.name, offset);
    derived.push(source);
    digest.update(`${source.identity} ${source.recipe} ${offset} ${source.length}\n`);
    size = offset + source.length;
  }
  const side = resolve(cache, `${graph.name}-${digest.digest('hex').slice(0, 24)}.weights`);
  if (derived.length > 0 && !(await isReady(side, size))) await writeWeights(side, derived, size, options);

  const files = [...graph.initialisers.values()].flatMap(({ source }) =>
    source.kind === 'file' ? [resolve(source.file)] : [],
  );
  const folder = commonFolder([...files, side]);
  const locate = ({ value, source }: Initialiser): { location: string; offset: number; length: number } => {
    const path = source.kind === 'file' ? resolve(source.file) : side;
    const offset = source.kind === 'file' ? source.offset : (places.get(value.name) ?? 0);
    const length = source.kind === 'inline' ? source.bytes.length : source.length;
    return { location: relative(folder, path).split(sep).join('/'), offset, length };
  };
  return { name: graph.name, bytes: writeModel(graph, locate), folder };
}

async function writeWeights(
  path: string,
  derived: readonly Derived[],
  total: number,
  options: PrepareOptions,
): Promise<void> {
  const file = await openAtomicFile(path);
  try {
    let position = 0;
    for (const { length, produce, recipe } of derived) {
      options.signal?.throwIfAborted();
      const offset = Math.ceil(position / alignment) * alignment;
      const elements = produce();
      if (elements.byteLength !== length)
        throw new RangeError(`${recipe}: ${elements.byteLength} bytes instead of ${length}`);
      await file.write(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength), offset);
      position = offset + length;
      options.progress?.(position, total);
    }
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
}

/** Whether the file is there; if so, notes that it was wanted. */
async function isReady(path: string, size: number): Promise<boolean> {
  const now = new Date();
  // A folder that only can be read is as good. After the time is renewed nothing removes the file.
  await utimes(path, now, now).catch(() => undefined);
  const found = await stat(path).catch(() => undefined);
  return found?.size === size;
}

/**
 * The runtime refuses weights outside the folder that it is told, so it is told the innermost one that holds all of
 * them.
 */
function commonFolder(files: readonly string[]): string {
  const [first = ''] = files;
  let folder = dirname(first);
  for (const file of files) {
    if (parse(file).root !== parse(first).root) {
      throw new TablereadError('onnx/other-drive', { file: first, other: file });
    }
    while (!file.startsWith(join(folder, sep))) folder = dirname(folder);
  }
  return folder;
}
