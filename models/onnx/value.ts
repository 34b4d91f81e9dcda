/** Element types of values in a graph, with their numbers in ONNX (TensorProto.DataType). */
export const valueTypes = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  bfloat16: 16,
} as const;

export type ValueType = keyof typeof valueTypes;

/** A size: a number, or a name for what differs from run to run (`frames`, `2*frames`). */
export type Dimension = number | string;

/** A tensor in a graph: what a node makes, what is fed, or weights. */
export interface Value {
  readonly name: string;
  readonly type: ValueType;
  readonly shape: readonly Dimension[];
}

/** Where the elements of weights come from. */
export type Source =
  /** Small constants, inside the model. */
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  /** A stretch of a file as its authors publish it. */
  | { readonly kind: 'file'; readonly file: string; readonly offset: number; readonly length: number }
  /**
   * Computed from tensors of a checkpoint: `recipe` and `inputs` name the computation, so that its result can be kept;
   * `identity` is the digest of the checkpoint.
   */
  | {
      readonly kind: 'derived';
      readonly recipe: string;
      readonly identity: string;
      readonly length: number;
      readonly produce: () => ArrayBufferView;
    };

export interface Initialiser {
  readonly value: Value;
  readonly source: Source;
}

/** An attribute of a node: a whole number, whole numbers, a float, floats or text. */
export type Attribute =
  number | string | readonly number[] | { readonly float: number } | { readonly floats: readonly number[] };

export interface Node {
  readonly operator: string;
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}
