import { TablereadError } from '../../foundation/tablereadError.ts';
import type { ByteSource } from './byteSource.ts';
import { elementBytes, elementCount, rowMajorStrides, type ElementType, type TensorEntry } from './tensorEntry.ts';
import type { TensorTable } from './torchFile.ts';

/** The reference reader's limit (safetensors, tensor.rs). */
const largestHeader = 100_000_000;

const elementTypes: ReadonlyMap<unknown, ElementType> = new Map<unknown, ElementType>([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
]);

/**
 * Reads the header of a safetensors file: 8 bytes of length, JSON, then the tensors one behind the other without a
 * hole. As strict as the reference reader. Source: the format's description in the safetensors repository.
 * @throws TablereadError `checkpoint/safetensors-header`, `checkpoint/safetensors-tensor`, `checkpoint/safetensors-layout`
 */
export function readSafetensorsFile(source: ByteSource): TensorTable {
  const file = source.name;
  const damaged = (): TablereadError => new TablereadError('checkpoint/safetensors-header', { file });
  if (source.size < 8) throw damaged();
  const length = new DataView(source.read(0, 8).buffer).getBigUint64(0, true);
  if (length > BigInt(Math.min(largestHeader, source.size - 8))) throw damaged();
  const bytes = source.read(8, Number(length));
  const header = parseHeader(new TextDecoder().decode(bytes));
  if (header === undefined) throw damaged();

  const start = 8 + bytes.length;
  const entries = new Map<string, TensorEntry>();
  const ranges: { name: string; begin: number; end: number }[] = [];
  for (const [name, description] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const tensor = describe(description);
    if (tensor === undefined) throw new TablereadError('checkpoint/safetensors-tensor', { file, tensor: name });
    const { type, shape, begin, end } = tensor;
    entries.set(name, { name, type, shape, strides: rowMajorStrides(shape), offset: start + begin });
    ranges.push({ name, begin, end });
  }
  ranges.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let position = 0;
  for (const { name, begin, end } of ranges) {
    if (begin !== position) throw new TablereadError('checkpoint/safetensors-layout', { file, tensor: name });
    position = end;
  }
  if (start + position !== source.size) {
    throw new TablereadError('checkpoint/safetensors-layout', { file, tensor: ranges.at(-1)?.name ?? '' });
  }
  return { entries, identity: [bytes, ...samples(source, start)] };
}

function describe(
  description: unknown,
): { type: ElementType; shape: readonly number[]; begin: number; end: number } | undefined {
  if (!isObject(description)) return undefined;
  const type = elementTypes.get(description['dtype']);
  const shape = description['shape'];
  const offsets = description['data_offsets'];
  if (type === undefined || !isCounts(shape) || !isCounts(offsets)) return undefined;
  const [begin, end, ...more] = offsets;
  if (begin === undefined || end === undefined || more.length > 0) return undefined;
  const size = elementCount(shape) * elementBytes[type];
  return Number.isSafeInteger(size) && end - begin === size ? { type, shape, begin, end } : undefined;
}

/** The header as an object; undefined where it is not JSON, not an object, or names something twice. */
function parseHeader(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && pairsIn(text) === pairsOf(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Name–value pairs in JSON text: its colons outside strings. JSON.parse lets the later of two equal names win silently. */
function pairsIn(text: string): number {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
}

function pairsOf(value: unknown, depth = 0): number {
  // The format nests three levels; the limit keeps a hostile header from exhausting the stack.
  if (typeof value !== 'object' || value === null || depth > 8) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, inner) => sum + pairsOf(inner, depth + 1), own);
}

/** The format has no checksum: 64 blocks spread over the tensors tell files of equal headers apart. */
function samples(source: ByteSource, start: number): Uint8Array[] {
  const blocks = 64;
  const size = 4096;
  return Array.from({ length: blocks }, (_, index) => {
    const offset = start + Math.floor(((source.size - start) * index) / blocks);
    return source.read(offset, Math.min(size, source.size - offset));
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
