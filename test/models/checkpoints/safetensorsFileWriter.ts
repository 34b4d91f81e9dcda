import { closeSync, openSync, renameSync } from 'node:fs';
import { elementBytes, elementCount, type ElementType } from '../../../models/checkpoints/tensorEntry.ts';
import { writeAll, type WrittenTensor } from './torchFileWriter.ts';

const typeNames: Readonly<Record<ElementType, string>> = {
  float64: 'F64',
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  int64: 'I64',
  int32: 'I32',
  int16: 'I16',
  int8: 'I8',
  uint8: 'U8',
  bool: 'BOOL',
};

/** Writes a safetensors file, tensor by tensor. */
export function writeSafetensorsFile(path: string, tensors: ReadonlyMap<string, WrittenTensor>): void {
  const temporary = `${path}.${process.pid}.partial`;
  const descriptor = openSync(temporary, 'w');
  try {
    writeAll(descriptor, header(tensors));
    for (const tensor of tensors.values()) writeAll(descriptor, tensor.bytes());
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
}

/** The same as bytes, for small files. */
export function safetensorsFileBytes(tensors: ReadonlyMap<string, WrittenTensor>): Uint8Array {
  return Buffer.concat([header(tensors), ...[...tensors.values()].map((tensor) => tensor.bytes())]);
}

function header(tensors: ReadonlyMap<string, WrittenTensor>): Uint8Array {
  let position = 0;
  const entries = [...tensors].map(([name, { type, shape }]) => {
    const begin = position;
    position += elementCount(shape) * elementBytes[type];
    return [name, { dtype: typeNames[type], shape, data_offsets: [begin, position] }] as const;
  });
  const text = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  // Spaces up to a multiple of 8, as the reference writer pads.
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded]);
}
