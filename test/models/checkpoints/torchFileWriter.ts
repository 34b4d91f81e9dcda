import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { ElementType } from '../../../models/checkpoints/tensorEntry.ts';

/** A tensor to write: its bytes are made when their turn comes, so a file may be larger than memory. */
export interface WrittenTensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly bytes: () => Uint8Array;
}

/** What a torch file holds: tensors in dictionaries. */
export interface WrittenDictionary {
  readonly [name: string]: WrittenTensor | WrittenDictionary;
}

const storageClasses: Readonly<Record<ElementType, string>> = {
  float64: 'DoubleStorage',
  float32: 'FloatStorage',
  float16: 'HalfStorage',
  bfloat16: 'BFloat16Storage',
  int64: 'LongStorage',
  int32: 'IntStorage',
  int16: 'ShortStorage',
  int8: 'CharStorage',
  uint8: 'ByteStorage',
  bool: 'BoolStorage',
};

/**
 * Writes a file in the layout of torch.save (2.x): stored entries whose data begins at multiples of 64, sizes in data
 * descriptors and the central directory only, a ZIP64 end record in any case.
 */
export function writeTorchFile(path: string, content: WrittenTensor | WrittenDictionary): void {
  const temporary = `${path}.${process.pid}.partial`;
  const descriptor = openSync(temporary, 'w');
  try {
    writeArchive((bytes) => writeAll(descriptor, bytes), content);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
}

/** The same as bytes, for small files. */
export function torchFileBytes(content: WrittenTensor | WrittenDictionary): Uint8Array {
  const parts: Uint8Array[] = [];
  writeArchive((bytes) => parts.push(bytes), content);
  return Buffer.concat(parts);
}

function writeArchive(write: (bytes: Uint8Array) => void, content: WrittenTensor | WrittenDictionary): void {
  const pickle = new PickleWriter();
  pickle.file(content);
  const root = 'archive';
  let position = 0;
  const emit = (bytes: Uint8Array): void => {
    write(bytes);
    position += bytes.length;
  };
  const directory: Buffer[] = [];
  const entry = (name: string, data: Uint8Array): void => {
    const start = position;
    const encoded = Buffer.from(`${root}/${name}`);
    // The extra field pads the data to a multiple of 64, as torch does; its id is 'FB'.
    const padding = (64 - ((start + 30 + encoded.length + 4) % 64)) % 64;
    const local = Buffer.alloc(30 + encoded.length + 4 + padding);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(0x0808, 6);
    local.writeUInt16LE(encoded.length, 26);
    local.writeUInt16LE(4 + padding, 28);
    encoded.copy(local, 30);
    local.write('FB', 30 + encoded.length);
    local.writeUInt16LE(padding, 32 + encoded.length);
    emit(local);
    emit(data);
    const checksum = crc32(data);
    const wide = data.length >= 0xffffffff;
    const descriptor = Buffer.alloc(wide ? 24 : 16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(checksum, 4);
    emit(descriptor);
    const far = start >= 0xffffffff;
    const extra = Buffer.alloc(wide || far ? 4 + (wide ? 16 : 0) + (far ? 8 : 0) : 0);
    if (extra.length > 0) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(extra.length - 4, 2);
      if (wide) {
        extra.writeBigUInt64LE(BigInt(data.length), 4);
        extra.writeBigUInt64LE(BigInt(data.length), 12);
      }
      if (far) extra.writeBigUInt64LE(BigInt(start), wide ? 20 : 4);
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(0x0808, 8);
    central.writeUInt32LE(checksum, 16);
    central.writeUInt32LE(wide ? 0xffffffff : data.length, 20);
    central.writeUInt32LE(wide ? 0xffffffff : data.length, 24);
    central.writeUInt16LE(encoded.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(far ? 0xffffffff : start, 42);
    directory.push(central, encoded, extra);
  };
  entry('data.pkl', pickle.bytes());
  entry('byteorder', Buffer.from('little'));
  pickle.storages.forEach((tensor, index) => entry(`data/${index}`, tensor.bytes()));
  entry('version', Buffer.from('3\n'));

  const start = position;
  const list = Buffer.concat(directory);
  emit(list);
  const count = BigInt(pickle.storages.length + 3);
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(count, 24);
  end.writeBigUInt64LE(count, 32);
  end.writeBigUInt64LE(BigInt(list.length), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(start + list.length), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.writeUInt16LE(Number(count), 84);
  end.writeUInt16LE(Number(count), 86);
  end.writeUInt32LE(list.length, 88);
  end.writeUInt32LE(Math.min(start, 0xffffffff), 92);
  emit(end);
}

/** Protocol 2, without the memo: names are repeated, which every reader accepts. */
class PickleWriter {
  readonly storages: WrittenTensor[] = [];
  readonly #parts: Buffer[] = [];

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  file(content: WrittenTensor | WrittenDictionary): void {
    this.#put([0x80, 2]);
    this.#value(content);
    this.#put('.');
  }

  #value(value: WrittenTensor | WrittenDictionary): void {
    if (typeof value['bytes'] === 'function') this.#tensor(value as WrittenTensor);
    else this.#dictionary(value as WrittenDictionary);
  }

  #dictionary(value: WrittenDictionary): void {
    this.#put('}(');
    for (const [name, inner] of Object.entries(value)) {
      this.#text(name);
      this.#value(inner);
    }
    this.#put('u');
  }

  #tensor(tensor: WrittenTensor): void {
    const count = tensor.shape.reduce((product, size) => product * size, 1);
    this.#put('ctorch._utils\n_rebuild_tensor_v2\n((');
    this.#text('storage');
    this.#put(`ctorch\n${storageClasses[tensor.type]}\n`);
    this.#text(String(this.storages.length));
    this.#text('cpu');
    this.#integer(count);
    this.#put('tQ');
    this.#integer(0);
    this.#put('(');
    for (const size of tensor.shape) this.#integer(size);
    this.#put('t(');
    tensor.shape.forEach((_, dimension) =>
      this.#integer(tensor.shape.slice(dimension + 1).reduce((product, size) => product * size, 1)),
    );
    this.#put([0x74, 0x89]);
    this.#put('ccollections\nOrderedDict\n)RtR');
    this.storages.push(tensor);
  }

  #text(text: string): void {
    const encoded = Buffer.from(text);
    const length = Buffer.alloc(5);
    length.write('X');
    length.writeUInt32LE(encoded.length, 1);
    this.#parts.push(length, encoded);
  }

  #integer(value: number): void {
    const bytes = Buffer.alloc(5);
    bytes.write('J');
    bytes.writeInt32LE(value, 1);
    this.#parts.push(bytes);
  }

  #put(part: string | readonly number[]): void {
    this.#parts.push(typeof part === 'string' ? Buffer.from(part) : Buffer.from(part));
  }
}

export function writeAll(descriptor: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(descriptor, bytes, done, Math.min(bytes.length - done, 2 ** 30));
}
