/** An array as NumPy stores it: C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array | Int32Array | Int16Array;
}

/** `\x93NUMPY` */
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

const readers: Readonly<Record<string, { readonly bytes: number; read(payload: ArrayBuffer): NpyArray['values'] }>> = {
  '<f4': { bytes: 4, read: (payload) => new Float32Array(payload) },
  '<i8': { bytes: 8, read: (payload) => new BigInt64Array(payload) },
  '<i4': { bytes: 4, read: (payload) => new Int32Array(payload) },
  '<i2': { bytes: 2, read: (payload) => new Int16Array(payload) },
};

/**
 * Reads a `.npy` file of version 1 or 2: little-endian, C order, float32, int64, int32 or int16.
 * Throws an Error that names `file` where it is another type or order, or cut off. Source: the NumPy enhancement proposal 1.
 */
export function readNpy(bytes: Uint8Array, file = 'npy'): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || magic.some((byte, at) => bytes[at] !== byte)) throw new Error(`${file} is not a .npy file`);
  const wide = view.getUint8(6) >= 2;
  const start = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([^']+)'/.exec(header)?.[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  if (type === undefined || shape === undefined) throw new Error(`${file}: unreadable header ${header.trim()}`);
  if (!/'fortran_order':\s*False/.test(header)) throw new Error(`${file} is in Fortran order; sets hold C order`);
  const reader = readers[type];
  if (reader === undefined) {
    throw new Error(`${file} holds ${type}; sets hold float32, int64, int32 or int16, little-endian`);
  }
  const sizes = shape
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const wanted = sizes.reduce((product, size) => product * size, 1) * reader.bytes;
  const payload = bytes.subarray(start + length);
  if (payload.length !== wanted) throw new Error(`${file} holds ${payload.length} bytes of ${wanted}`);
  return { shape: sizes, values: reader.read(Uint8Array.from(payload).buffer) };
}
