import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { elementCount, type ElementType } from '../../../models/checkpoints/tensorEntry.ts';
import { readNpy } from '../../parity/npy.ts';
import type { Goldens } from '../../parity/goldens.ts';
import { writeSafetensorsFile } from './safetensorsFileWriter.ts';
import { writeTorchFile, type WrittenDictionary, type WrittenTensor } from './torchFileWriter.ts';

const cache = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'tableread-checkpoints');

interface Row {
  readonly file: string;
  readonly path: readonly string[];
  readonly tensor: WrittenTensor;
}

/**
 * The folder of a model version with the synthetic weights that the README of the goldens defines, in the layout of
 * the published model. Written once (v2: 0.9 GB) and kept under node_modules/.cache.
 */
export function syntheticCheckpoints(goldens: Goldens, version: 'v2' | 'v25'): string {
  return complete(goldens, version, [sharedCheckpoints(goldens)]);
}

/** The folder of what both versions use: `hf_cache` but for version 2's codec, and the emotion model. */
export function sharedCheckpoints(goldens: Goldens): string {
  return complete(goldens, 'aux', []);
}

/** Writes one folder of the set, with the files of other folders linked into it. */
function complete(goldens: Goldens, name: string, parts: readonly string[]): string {
  const source = goldens.path(join('models', name));
  const table = readFileSync(join(source, 'tensors.tsv'), 'utf8');
  const digest = createHash('sha256').update(table).update(parts.join());
  const files = filesBelow(source).filter((file) => !/tensors\.tsv|checks\.json/.test(file));
  for (const file of files) digest.update(readFileSync(file));
  const folder = join(cache, `${name}-${digest.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;

  // Another worker may be at the same: whoever renames first wins.
  const building = `${folder}.${process.pid}`;
  try {
    write(goldens, table, source, files, parts, building);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    throw error;
  }
  try {
    renameSync(building, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(building, { recursive: true });
  }
  return folder;
}

function write(
  goldens: Goldens,
  table: string,
  source: string,
  files: readonly string[],
  parts: readonly string[],
  building: string,
): void {
  for (const [file, rows] of rowsByFile(goldens, table)) {
    const path = join(building, file);
    mkdirSync(dirname(path), { recursive: true });
    if (file.endsWith('.safetensors')) {
      writeSafetensorsFile(path, new Map(rows.map((row) => [row.path.join('/'), row.tensor])));
    } else {
      writeTorchFile(path, nest(rows));
    }
  }
  for (const file of files) {
    const path = join(building, relative(source, file));
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(file, path);
  }
  for (const part of parts) {
    for (const file of filesBelow(part)) {
      const path = join(building, relative(part, file));
      mkdirSync(dirname(path), { recursive: true });
      linkSync(file, path);
    }
  }
}

function rowsByFile(goldens: Goldens, table: string): Map<string, Row[]> {
  const files = new Map<string, Row[]>();
  for (const row of tensorRows(goldens, table)) {
    const rows = files.get(row.file);
    if (rows === undefined) files.set(row.file, [row]);
    else rows.push(row);
  }
  return files;
}

function tensorRows(goldens: Goldens, table: string): Row[] {
  const [first = '', , ...lines] = table.split(/\r?\n/);
  const seed = /^# seed\s+(.+)$/.exec(first)?.[1];
  if (seed === undefined) throw new Error('tensors.tsv names no seed');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [file = '', group = '', name = '', type = '', size = '', kind = '', offset = '', scale = ''] =
        line.split('\t');
      if (file === '' || isAbsolute(file) || file.split(/[\\/]/).includes('..')) {
        throw new Error(`tensors.tsv: "${file}" is no file of a checkpoint folder`);
      }
      const path = [...group.split('/'), name].filter((part) => part !== '');
      const shape = size === '' ? [] : size.split('x').map(Number);
      const key = `${seed}/${file}/${path.join('/')}`;
      const bytes = (): Uint8Array => {
        const values = elements(goldens, kind, key, elementCount(shape), Number(offset), Number(scale));
        return encode(values, type as ElementType);
      };
      return { file, path, tensor: { type: type as ElementType, shape, bytes } };
    });
}

function elements(
  goldens: Goldens,
  kind: string,
  key: string,
  count: number,
  offset: number,
  scale: number,
): Float32Array | BigInt64Array {
  if (kind === 'hash') return hashedElements(key, count, offset, scale);
  if (kind === 'const') return new Float32Array(count).fill(offset);
  if (kind === 'arange') return BigInt64Array.from({ length: count }, (_, index) => BigInt(index));
  const stored = readNpy(readFileSync(goldens.path(`models/aux/${kind.slice('npy:'.length)}.npy`))).values;
  if (!(stored instanceof Float32Array)) throw new Error(`${kind} is not float32`);
  return stored;
}

/** x(i) of the README, section 1. Small integers are mixed with the murmur3 finaliser. */
export function hashedElements(key: string, count: number, offset: number, scale: number): Float32Array {
  let seed = 0x811c9dc5;
  for (const byte of Buffer.from(key)) seed = Math.imul(seed ^ byte, 0x01000193);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let h = Math.imul(i, 0x9e3779b9) ^ seed;
    h ^= h >>> 16;
    h = Math.imul(h, 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    h ^= h >>> 16;
    values[i] = offset + ((h >>> 8) * 2 ** -23 - 1) * scale;
  }
  return values;
}

function encode(values: Float32Array | BigInt64Array, type: ElementType): Uint8Array {
  if (type === 'float32' && values instanceof Float32Array) return new Uint8Array(values.buffer);
  if (type === 'int64') {
    const wide = values instanceof BigInt64Array ? values : BigInt64Array.from(values, (value) => BigInt(value));
    return new Uint8Array(wide.buffer);
  }
  if (type === 'bfloat16' && values instanceof Float32Array) {
    const bits = new Uint32Array(values.buffer);
    const halves = new Uint16Array(bits.length);
    // Ties to even: half of the lowest kept bit, one less where that bit is 0.
    for (let i = 0; i < bits.length; i++) {
      const word = bits[i] ?? 0;
      halves[i] = (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
    }
    return new Uint8Array(halves.buffer);
  }
  throw new Error(`synthetic tensors of ${type} do not occur`);
}

function nest(rows: readonly Row[]): WrittenTensor | WrittenDictionary {
  const bare = rows.find((row) => row.path.length === 0);
  if (bare !== undefined) return bare.tensor;
  const root: Record<string, WrittenTensor | WrittenDictionary> = {};
  for (const { path, tensor } of rows) {
    let level = root;
    for (const part of path.slice(0, -1)) level = (level[part] ??= {}) as typeof root;
    level[path.at(-1) ?? ''] = tensor;
  }
  return root;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name.toString()))
    .filter((path) => statSync(path).isFile())
    .sort();
}
