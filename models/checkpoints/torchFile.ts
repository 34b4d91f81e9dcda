import { TablereadError } from '../../foundation/tablereadError.ts';
import type { ByteSource } from './byteSource.ts';
import { PickledTensor, PickledTuple, runPickle, type PickledValue } from './pickle.ts';
import { elementBytes, elementCount, type TensorEntry } from './tensorEntry.ts';
import { locateZipEntry, readZipDirectory, type ZipEntry } from './zipDirectory.ts';

/** A checkpoint's tensors and the bytes that identify it. */
export interface TensorTable {
  readonly entries: ReadonlyMap<string, TensorEntry>;
  /** Bytes that change when any tensor does, as far as the format tells without reading the tensors. */
  readonly identity: readonly Uint8Array[];
}

/** A pickle of 64 MiB would describe about 300 000 tensors. */
const largestPickle = 2 ** 26;
/** Nesting of optimizer states is about 5; a pickle can describe a dictionary that holds itself. */
const deepest = 32;
const mostValues = 1_000_000;

/**
 * Reads what torch.save wrote (torch 1.6 and later: a zip of `<root>/data.pkl` and `<root>/data/<key>`). Tensors are
 * named by their path through dictionaries and lists, joined by `/`; a bare tensor has the empty name.
 * The optimizer's tensors are described like all others; none is read.
 * @throws TablereadError `checkpoint/…`
 */
export function readTorchFile(source: ByteSource): TensorTable {
  const file = source.name;
  const directory = readZipDirectory(source);
  const pickle = [...directory.entries.values()].find(({ name }) => /^[^/]+\/data\.pkl$/.test(name));
  if (pickle === undefined) throw new TablereadError('checkpoint/no-pickle', { file });
  const root = pickle.name.slice(0, -'data.pkl'.length);
  const order = directory.entries.get(`${root}byteorder`);
  if (order !== undefined && readSmallEntry(source, order, 16) !== 'little') {
    throw new TablereadError('checkpoint/byte-order', { file });
  }
  if (pickle.size > largestPickle) throw new TablereadError('checkpoint/damaged-pickle', { file, position: 0 });
  const bytes = source.read(locateZipEntry(source, pickle), pickle.size);

  const storages = new Map<string, number>();
  const entries = new Map<string, TensorEntry>();
  for (const [name, tensor] of tensorsOf(runPickle(bytes, file), file)) {
    const { storage } = tensor;
    let start = storages.get(storage.key);
    if (start === undefined) {
      const entry = directory.entries.get(`${root}data/${storage.key}`);
      if (entry === undefined) {
        throw new TablereadError('checkpoint/storage-missing', { file, tensor: name, entry: `data/${storage.key}` });
      }
      if (entry.size !== storage.count * elementBytes[storage.type]) {
        throw new TablereadError('checkpoint/storage-size', { file, tensor: name, entry: `data/${storage.key}` });
      }
      start = locateZipEntry(source, entry);
      storages.set(storage.key, start);
    }
    if (!liesInside(tensor, source.size)) throw new TablereadError('checkpoint/tensor-bounds', { file, tensor: name });
    entries.set(name, {
      name,
      type: storage.type,
      shape: tensor.shape,
      strides: tensor.strides,
      offset: start + tensor.offset * elementBytes[storage.type],
    });
  }
  return { entries, identity: [directory.bytes, bytes] };
}

function readSmallEntry(source: ByteSource, entry: ZipEntry, most: number): string {
  return new TextDecoder().decode(source.read(locateZipEntry(source, entry), Math.min(entry.size, most)));
}

/** All tensors of a value with their paths, in the order of the file. */
function tensorsOf(value: PickledValue, file: string): Map<string, PickledTensor> {
  const found = new Map<string, PickledTensor>();
  let values = 0;
  const visit = (part: PickledValue, path: string, depth: number): void => {
    values++;
    if (depth > deepest || values > mostValues) throw new TablereadError('checkpoint/nesting', { file });
    if (part instanceof PickledTensor) {
      if (found.has(path)) throw new TablereadError('checkpoint/duplicate-tensor', { file, tensor: path });
      found.set(path, part);
      return;
    }
    const below = (key: PickledValue, inner: PickledValue): void =>
      visit(inner, depth === 0 ? keyText(key) : `${path}/${keyText(key)}`, depth + 1);
    if (part instanceof Map) for (const [key, inner] of part) below(key, inner);
    else if (part instanceof PickledTuple) part.items.forEach((inner, index) => below(index, inner));
    else if (Array.isArray(part)) part.forEach((inner, index) => below(index, inner));
  };
  visit(value, '', 0);
  return found;
}

function keyText(key: PickledValue): string {
  return typeof key === 'object' ? '?' : String(key);
}

/**
 * Whether a tensor stays within its storage. A dimension of stride 0 repeats elements without bound, so a tensor may
 * not hold more elements than its file has bytes either: nothing can make a reader allocate more than the file's size.
 */
function liesInside({ storage, offset, shape, strides }: PickledTensor, fileSize: number): boolean {
  const count = elementCount(shape);
  if (count === 0) return offset <= storage.count;
  if (count > fileSize) return false;
  const last = shape.reduce((sum, size, dimension) => sum + (size - 1) * (strides[dimension] ?? 0), offset);
  return last < storage.count;
}
