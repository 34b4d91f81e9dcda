import { TablereadError } from '../../foundation/tablereadError.ts';
import type { ElementType } from './tensorEntry.ts';

/** A storage that a tensor points into: the entry `data/<key>` of the archive. */
export class PickledStorage {
  constructor(
    readonly type: ElementType,
    readonly key: string,
    /** elements */
    readonly count: number,
  ) {}
}

/** A tensor as the pickle describes it: a view of a storage. All numbers are non-negative safe integers. */
export class PickledTensor {
  constructor(
    readonly storage: PickledStorage,
    /** elements */
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

/** A tuple. Lists are arrays. */
export class PickledTuple {
  constructor(readonly items: readonly PickledValue[]) {}
}

/** The result of a constructor that optimizer states use and that means nothing here. It was not run. */
export class Opaque {
  constructor(readonly name: string) {}
}

class Global {
  constructor(readonly name: string) {}
}

export type PickledDictionary = Map<PickledValue, PickledValue>;

export type PickledValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickledValue[]
  | PickledTuple
  | PickledDictionary
  | PickledStorage
  | PickledTensor
  | Opaque
  | Global;

/** torch's storage classes (torch/storage.py) and what their elements are. */
const storageTypes: ReadonlyMap<string, ElementType> = new Map<string, ElementType>([
  ['torch DoubleStorage', 'float64'],
  ['torch FloatStorage', 'float32'],
  ['torch HalfStorage', 'float16'],
  ['torch BFloat16Storage', 'bfloat16'],
  ['torch LongStorage', 'int64'],
  ['torch IntStorage', 'int32'],
  ['torch ShortStorage', 'int16'],
  ['torch CharStorage', 'int8'],
  ['torch ByteStorage', 'uint8'],
  ['torch BoolStorage', 'bool'],
]);

/** What the optimizer and scheduler states of training runs carry besides tensors. Kept as `Opaque`, never run. */
const opaque: ReadonlySet<string> = new Set([
  'numpy dtype',
  'numpy.core.multiarray scalar',
  'numpy._core.multiarray scalar',
  '_codecs encode',
  'torch device',
  'torch Size',
]);

const dictionary = 'collections OrderedDict';
const rebuildTensor = 'torch._utils _rebuild_tensor_v2';
const rebuildParameter = 'torch._utils _rebuild_parameter';

/**
 * Runs a pickle as torch.save writes it (protocols 2 to 4) and gives the value it leaves. Only the constructors listed
 * above exist; any other name ends the run, so no file can make anything run. Tensors become descriptions, no storage
 * is read. Memory is bounded by the size of the pickle.
 * Source of the instruction set: CPython, Lib/pickletools.py.
 * @throws TablereadError `checkpoint/damaged-pickle`, `checkpoint/forbidden-name`
 */
export function runPickle(bytes: Uint8Array, file: string): PickledValue {
  return new Machine(bytes, file).run();
}

class Machine {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #file: string;
  readonly #memo = new Map<number, PickledValue>();
  /** Stacks below the current one, one for every open MARK. */
  readonly #marks: PickledValue[][] = [];
  #stack: PickledValue[] = [];
  #position = 0;

  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
  }

  run(): PickledValue {
    for (;;) {
      const instruction = this.#byte();
      if (instruction === 0x2e) return this.#pop(); // STOP
      this.#step(instruction);
    }
  }

  #step(instruction: number): void {
    switch (instruction) {
      case 0x80: // PROTO
        if (this.#byte() > 5) throw this.#damaged();
        return;
      case 0x95: // FRAME: a hint for readers of streams
        this.#skip(8);
        return;
      case 0x28: // MARK
        this.#marks.push(this.#stack);
        this.#stack = [];
        return;
      case 0x30: // POP
        if (this.#stack.length === 0) this.#toMark();
        else this.#stack.pop();
        return;
      case 0x31: // POP_MARK
        this.#toMark();
        return;
      case 0x32: // DUP
        this.#push(this.#top());
        return;
      case 0x4e: // NONE
        this.#push(null);
        return;
      case 0x88: // NEWTRUE
        this.#push(true);
        return;
      case 0x89: // NEWFALSE
        this.#push(false);
        return;
      case 0x4b: // BININT1
        this.#push(this.#byte());
        return;
      case 0x4d: // BININT2
        this.#push(this.#view.getUint16(this.#skip(2), true));
        return;
      case 0x4a: // BININT
        this.#push(this.#view.getInt32(this.#skip(4), true));
        return;
      case 0x8a: // LONG1
        this.#push(this.#long(this.#byte()));
        return;
      case 0x47: // BINFLOAT, the one big-endian number
        this.#push(this.#view.getFloat64(this.#skip(8), false));
        return;
      case 0x8c: // SHORT_BINUNICODE
        this.#push(this.#text(this.#byte()));
        return;
      case 0x58: // BINUNICODE
        this.#push(this.#text(this.#unsigned32()));
        return;
      case 0x5d: // EMPTY_LIST
        this.#push([]);
        return;
      case 0x29: // EMPTY_TUPLE
        this.#push(new PickledTuple([]));
        return;
      case 0x7d: // EMPTY_DICT
        this.#push(new Map());
        return;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        this.#tuple(instruction - 0x84);
        return;
      case 0x74: // TUPLE
        this.#collect((items) => new PickledTuple(items));
        return;
      case 0x6c: // LIST
        this.#collect((items) => items);
        return;
      case 0x61: // APPEND
        this.#extend([this.#pop()]);
        return;
      case 0x65: // APPENDS
        this.#extend(this.#toMark());
        return;
      case 0x73: {
        // SETITEM
        const value = this.#pop();
        this.#assign([this.#pop(), value]);
        return;
      }
      case 0x75: // SETITEMS
        this.#assign(this.#toMark());
        return;
      case 0x71: // BINPUT
        this.#memo.set(this.#byte(), this.#top());
        return;
      case 0x72: // LONG_BINPUT
        this.#memo.set(this.#unsigned32(), this.#top());
        return;
      case 0x94: // MEMOIZE
        this.#memo.set(this.#memo.size, this.#top());
        return;
      case 0x68: // BINGET
        this.#recall(this.#byte());
        return;
      case 0x6a: // LONG_BINGET
        this.#recall(this.#unsigned32());
        return;
      case 0x63: // GLOBAL
        this.#name(`${this.#line()} ${this.#line()}`);
        return;
      case 0x93: {
        // STACK_GLOBAL
        const name = this.#pop();
        const module = this.#pop();
        if (typeof name !== 'string' || typeof module !== 'string') throw this.#damaged();
        this.#name(`${module} ${name}`);
        return;
      }
      case 0x51: // BINPERSID
        this.#push(this.#storage(this.#pop()));
        return;
      case 0x52: // REDUCE
      case 0x81: {
        // NEWOBJ
        const operands = this.#pop();
        const target = this.#pop();
        if (!(target instanceof Global) || !(operands instanceof PickledTuple)) throw this.#damaged();
        this.#push(this.#construct(target.name, operands.items));
        return;
      }
      case 0x62: {
        // BUILD sets attributes (`_metadata` of a state dict); nothing here needs them
        this.#pop();
        const target = this.#top();
        if (!(target instanceof Map) && !(target instanceof Opaque)) throw this.#damaged();
        return;
      }
      default:
        throw this.#damaged();
    }
  }

  #name(name: string): void {
    const known =
      storageTypes.has(name) || opaque.has(name) || [dictionary, rebuildTensor, rebuildParameter].includes(name);
    if (!known) {
      throw new TablereadError('checkpoint/forbidden-name', {
        file: this.#file,
        name: name.replace(' ', '.').slice(0, 80),
      });
    }
    this.#push(new Global(name));
  }

  #construct(name: string, operands: readonly PickledValue[]): PickledValue {
    if (opaque.has(name)) return new Opaque(name);
    if (name === dictionary && operands.length === 0) return new Map();
    if (name === rebuildParameter && operands[0] instanceof PickledTensor) return operands[0];
    if (name === rebuildTensor) {
      const [storage, offset, shape, strides] = operands;
      if (
        storage instanceof PickledStorage &&
        isCount(offset) &&
        shape instanceof PickledTuple &&
        strides instanceof PickledTuple &&
        shape.items.length === strides.items.length &&
        shape.items.every(isCount) &&
        strides.items.every(isCount)
      ) {
        return new PickledTensor(storage, offset, shape.items, strides.items);
      }
    }
    throw this.#damaged();
  }

  /** A persistent id: ('storage', class, key, location, number of elements). */
  #storage(id: PickledValue): PickledStorage {
    if (!(id instanceof PickledTuple)) throw this.#damaged();
    const [kind, type, key, , count] = id.items;
    const elements = type instanceof Global ? storageTypes.get(type.name) : undefined;
    if (kind !== 'storage' || elements === undefined || typeof key !== 'string' || !isCount(count))
      throw this.#damaged();
    return new PickledStorage(elements, key, count);
  }

  #tuple(length: number): void {
    if (this.#stack.length < length) throw this.#damaged();
    this.#push(new PickledTuple(this.#stack.splice(this.#stack.length - length)));
  }

  #collect(make: (items: PickledValue[]) => PickledValue): void {
    const items = this.#toMark();
    this.#push(make(items));
  }

  #extend(items: readonly PickledValue[]): void {
    const list = this.#top();
    if (!Array.isArray(list)) throw this.#damaged();
    for (const item of items) list.push(item);
  }

  #assign(pairs: readonly PickledValue[]): void {
    const target = this.#top();
    if (!(target instanceof Map) || pairs.length % 2 !== 0) throw this.#damaged();
    for (let index = 0; index < pairs.length; index += 2) target.set(pairs[index] ?? null, pairs[index + 1] ?? null);
  }

  #recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.#damaged();
    this.#push(value);
  }

  /** Closes the innermost MARK and gives what stood above it. */
  #toMark(): PickledValue[] {
    const below = this.#marks.pop();
    if (below === undefined) throw this.#damaged();
    const items = this.#stack;
    this.#stack = below;
    return items;
  }

  #push(value: PickledValue): void {
    this.#stack.push(value);
  }

  #pop(): PickledValue {
    const value = this.#stack.pop();
    if (value === undefined) throw this.#damaged();
    return value;
  }

  #top(): PickledValue {
    const value = this.#stack.at(-1);
    if (value === undefined) throw this.#damaged();
    return value;
  }

  #byte(): number {
    return this.#view.getUint8(this.#skip(1));
  }

  #unsigned32(): number {
    return this.#view.getUint32(this.#skip(4), true);
  }

  /** A little-endian two's complement integer. */
  #long(length: number): number | bigint {
    const start = this.#skip(length);
    let value = 0n;
    for (let index = length - 1; index >= 0; index--) value = (value << 8n) | BigInt(this.#bytes[start + index] ?? 0);
    const signed = BigInt.asIntN(length * 8, value);
    return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
  }

  #text(length: number): string {
    const start = this.#skip(length);
    return new TextDecoder().decode(this.#bytes.subarray(start, start + length));
  }

  #line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#position);
    if (end < 0) throw this.#damaged();
    const text = this.#text(end - this.#position);
    this.#position = end + 1;
    return text;
  }

  /** Steps over bytes and gives where they begin. */
  #skip(length: number): number {
    const start = this.#position;
    if (start + length > this.#bytes.length) throw this.#damaged();
    this.#position = start + length;
    return start;
  }

  #damaged(): TablereadError {
    return new TablereadError('checkpoint/damaged-pickle', { file: this.#file, position: this.#position });
  }
}

function isCount(value: PickledValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
