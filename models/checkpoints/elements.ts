import type { ElementType } from './tensorEntry.ts';

/** Elements as they are worked with: every float type as float32. */
export type TensorValues = Float32Array | BigInt64Array | Int32Array | Int16Array | Int8Array | Uint8Array;

/** Little-endian bytes to elements. All machines that Node runs on are little-endian. */
export function decodeElements(bytes: Uint8Array, type: ElementType): TensorValues {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes);
  const view = <T>(array: new (buffer: ArrayBufferLike, offset: number, length: number) => T, size: number): T =>
    new array(aligned.buffer, aligned.byteOffset, aligned.byteLength / size);
  switch (type) {
    case 'float64':
      return Float32Array.from(view(Float64Array, 8));
    case 'float32':
      return view(Float32Array, 4);
    case 'float16':
      return float16ToFloat32(view(Uint16Array, 2));
    case 'bfloat16':
      return bfloat16ToFloat32(view(Uint16Array, 2));
    case 'int64':
      return view(BigInt64Array, 8);
    case 'int32':
      return view(Int32Array, 4);
    case 'int16':
      return view(Int16Array, 2);
    case 'int8':
      return view(Int8Array, 1);
    case 'uint8':
    case 'bool':
      return aligned;
  }
}

/** bfloat16 is the upper half of a float32. */
function bfloat16ToFloat32(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] ?? 0) << 16;
  return new Float32Array(bits.buffer);
}

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 mantissa bits; exact in float32. */
function float16ToFloat32(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i] ?? 0;
    const sign = (half & 0x8000) === 0 ? 1 : -1;
    const exponent = (half >> 10) & 0x1f;
    const mantissa = half & 0x3ff;
    if (exponent === 0) values[i] = sign * mantissa * 2 ** -24;
    else if (exponent === 31) values[i] = mantissa === 0 ? sign * Infinity : NaN;
    else values[i] = sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
  }
  return values;
}
