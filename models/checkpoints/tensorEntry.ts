/** Element types that checkpoints hold. */
export type ElementType =
  'float64' | 'float32' | 'float16' | 'bfloat16' | 'int64' | 'int32' | 'int16' | 'int8' | 'uint8' | 'bool';

/** Bytes of one element. */
export const elementBytes: Readonly<Record<ElementType, number>> = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
};

/** Where a tensor lies in a checkpoint. Nothing of it has been read. */
export interface TensorEntry {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Elements from one index to the next, by dimension; row-major (contiguous) in nearly every file. */
  readonly strides: readonly number[];
  /** Byte of the file at which the element with all indices zero lies. */
  readonly offset: number;
}

/** Number of elements; 1 for a scalar. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Strides of a row-major tensor. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
    strides[dimension] = stride;
    stride *= Math.max(1, shape[dimension] ?? 1);
  }
  return strides;
}

/** Whether the elements lie one behind the other in row-major order; the stride of a dimension of size 1 is of no matter. */
export function isContiguous({ shape, strides }: Pick<TensorEntry, 'shape' | 'strides'>): boolean {
  if (elementCount(shape) === 0) return true;
  const plain = rowMajorStrides(shape);
  return shape.every((size, dimension) => size === 1 || strides[dimension] === plain[dimension]);
}
