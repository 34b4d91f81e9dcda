import { createHash } from 'node:crypto';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { openFile, type ByteSource } from './byteSource.ts';
import { decodeElements, type TensorValues } from './elements.ts';
import { readSafetensorsFile } from './safetensorsFile.ts';
import { elementBytes, elementCount, isContiguous, type TensorEntry } from './tensorEntry.ts';
import { readTorchFile } from './torchFile.ts';

/** A file of tensors, open for reading them one by one. */
export class Checkpoint {
  /** Path of the file. */
  readonly file: string;
  readonly entries: ReadonlyMap<string, TensorEntry>;
  /**
   * Identifies the content without reading it: SHA-256 over the archive's directory (which holds the CRC of every
   * storage) and its pickle, or over the header and 64 samples of a safetensors file. Hexadecimal.
   */
  readonly digest: string;
  readonly #source: ByteSource;

  /** @throws TablereadError `checkpoint/…`, naming the file and the tensor */
  constructor(source: ByteSource) {
    const { entries, identity } = isZip(source) ? readTorchFile(source) : readOther(source);
    this.file = source.name;
    this.entries = entries;
    this.#source = source;
    const hash = createHash('sha256').update(String(source.size));
    for (const bytes of identity) hash.update(bytes);
    this.digest = hash.digest('hex');
  }

  /** @throws TablereadError `checkpoint/no-tensor` */
  entry(name: string): TensorEntry {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new TablereadError('checkpoint/no-tensor', { file: this.file, tensor: name });
    return entry;
  }

  /** The elements of a tensor in row-major order; 16- and 64-bit floats become float32. */
  read(name: string): TensorValues {
    const entry = this.entry(name);
    const count = elementCount(entry.shape);
    if (isContiguous(entry)) {
      return decodeElements(this.#source.read(entry.offset, count * elementBytes[entry.type]), entry.type);
    }
    const reach = entry.shape.reduce((sum, size, dimension) => sum + (size - 1) * (entry.strides[dimension] ?? 0), 1);
    const stored = decodeElements(this.#source.read(entry.offset, reach * elementBytes[entry.type]), entry.type);
    return gather(stored, entry.shape, entry.strides);
  }

  /**
   * The elements of a float tensor.
   * @throws TablereadError `checkpoint/element-type`
   */
  floats(name: string): Float32Array {
    const values = this.read(name);
    if (values instanceof Float32Array) return values;
    const { type } = this.entry(name);
    throw new TablereadError('checkpoint/element-type', { file: this.file, tensor: name, type });
  }

  /**
   * Rows `first` to `first + count` of a matrix, without reading the others: a line of text needs a few rows of an
   * embedding of 310 MB.
   * @throws TablereadError `checkpoint/element-type`; RangeError for rows that do not exist
   */
  rows(name: string, first: number, count: number): Float32Array {
    const entry = this.entry(name);
    const [rows = 0, ...rest] = entry.shape;
    if (first < 0 || count < 0 || first + count > rows) throw new RangeError(`rows ${first}+${count} of ${name}`);
    if (!isContiguous(entry))
      return this.floats(name).slice(first * elementCount(rest), (first + count) * elementCount(rest));
    const rowBytes = elementCount(rest) * elementBytes[entry.type];
    const values = decodeElements(this.#source.read(entry.offset + first * rowBytes, count * rowBytes), entry.type);
    if (values instanceof Float32Array) return values;
    throw new TablereadError('checkpoint/element-type', { file: this.file, tensor: name, type: entry.type });
  }

  close(): void {
    this.#source.close();
  }
}

/**
 * Opens a checkpoint: what torch.save wrote, or safetensors; the first bytes tell which. Reads the directory and the
 * pickle or header only.
 * @throws TablereadError `checkpoint/…`; errors of the file system as they are
 */
export function openCheckpoint(path: string): Checkpoint {
  const source = openFile(path);
  try {
    return new Checkpoint(source);
  } catch (error) {
    source.close();
    throw error;
  }
}

function isZip(source: ByteSource): boolean {
  return source.size >= 4 && new DataView(source.read(0, 4).buffer).getUint32(0, true) === 0x04034b50;
}

/** Anything that is not a zip: safetensors by its name, else a message that says what it is not. */
function readOther(source: ByteSource): ReturnType<typeof readSafetensorsFile> {
  if (source.name.endsWith('.safetensors')) return readSafetensorsFile(source);
  // torch before 1.6 wrote a bare pickle that begins with its magic number, a LONG1 of 10 bytes.
  const start = source.read(0, Math.min(source.size, 4));
  const legacy = start[0] === 0x80 && start[2] === 0x8a && start[3] === 0x0a;
  throw new TablereadError(legacy ? 'checkpoint/legacy' : 'checkpoint/unknown-format', { file: source.name });
}

/** Elements of a strided view in row-major order. */
function gather(stored: TensorValues, shape: readonly number[], strides: readonly number[]): TensorValues {
  const count = elementCount(shape);
  const values = stored.slice(0, 0).constructor as new (length: number) => TensorValues;
  const out = new values(count);
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < count; to++) {
    out[to] = stored[from] ?? 0;
    for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
      const stride = strides[dimension] ?? 0;
      const next = (index[dimension] ?? 0) + 1;
      from += stride;
      index[dimension] = next;
      if (next < (shape[dimension] ?? 1)) break;
      from -= next * stride;
      index[dimension] = 0;
    }
  }
  return out;
}
