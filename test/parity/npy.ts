/** An array as NumPy stores it: C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array | Int32Array | Int16Array;
}

/**
 * Reads a `.npy` file of version 1 or 2: little-endian, C order, float32, int64, int32 or int16.
 * Source: the NumPy enhancement proposal 1.
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = view.getUint8(6) >= 2;
  const start = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([^']+)'/.exec(header)?.[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  if (type === undefined || shape === undefined || !header.includes("'fortran_order': False")) {
    throw new Error(`not a C-order npy array: ${header}`);
  }
  const payload = Uint8Array.from(bytes.subarray(start + length)).buffer;
  return {
    shape: shape
      .split(',')
      .filter((part) => part.trim() !== '')
      .map(Number),
    values: typed(type, payload),
  };
}

function typed(type: string, payload: ArrayBuffer): NpyArray['values'] {
  switch (type) {
    case '<f4':
      return new Float32Array(payload);
    case '<i8':
      return new BigInt64Array(payload);
    case '<i4':
      return new Int32Array(payload);
    case '<i2':
      return new Int16Array(payload);
    default:
      throw new Error(`npy arrays of ${type} are not read here`);
  }
}
