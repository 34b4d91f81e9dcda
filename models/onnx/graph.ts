import {
  valueTypes,
  type Attribute,
  type Dimension,
  type Initialiser,
  type Node,
  type Source,
  type Value,
  type ValueType,
} from './value.ts';

/** How matrices of weights are held and multiplied. */
export type Precision =
  | 'float32'
  /** 8 bits in blocks of 128 along the inner dimension, one scale each; activations in 8 bits: best for few rows. */
  | 'block8'
  /** 8 bits, one scale a column; activations quantised as a whole: best for many rows. */
  | 'column8'
  /**
   * Half precision. On the CPU, which has no such arithmetic, weights alone; on other devices products and convolutions
   * too, while normalisations, softmax, angles and the sums over layers stay in float32.
   */
  | 'float16';

/** What a graph is built for. */
export interface Target {
  readonly precision: Precision;
  /** Operators of ONNX Runtime's CPU kernels may be used; other devices would fall back for them. */
  readonly cpu: boolean;
}

export const plainCpu: Target = { precision: 'float32', cpu: true };

/** Anything that an operator takes: a value, or a number that becomes a float constant. */
export type Operand = Value | number;

/** Angles of rotary positions. */
export interface RotaryTables {
  /** [rows, size / 2] */
  readonly cosines: Value;
  readonly sines: Value;
  /** Rows of the tables: [batch, steps], or [1] for the row of the first step. */
  readonly positions: Value;
}

/** A value in 8 bits: x ≈ (code − zero) · scale. */
export interface Quantised {
  readonly codes: Value;
  readonly scale: Value;
  readonly zero: Value;
}

interface Stretch {
  readonly kernel: readonly number[];
  readonly strides?: readonly number[];
  readonly dilations?: readonly number[];
  /** Before and after every dimension: [top, left, bottom, right]. */
  readonly pads?: readonly number[];
  readonly groups?: number;
}

const microsoft = 'com.microsoft';

/**
 * An ONNX graph in the making. Every method adds a node and gives the value that it makes, with its type and shape, so
 * that weights that do not fit are found here, by name, and not inside the runtime.
 * Operators and their semantics: onnx/docs/Operators.md, opset 21; `com.microsoft`: onnxruntime/docs/ContribOperators.md.
 */
export class Graph {
  readonly name: string;
  readonly inputs: Value[] = [];
  readonly outputs: { readonly name: string; readonly value: Value }[] = [];
  readonly nodes: Node[] = [];
  readonly initialisers = new Map<string, Initialiser>();
  readonly #marks = new Map<string, Value>();
  readonly #scope: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #casts = new Map<string, Value>();
  #target: Target;

  constructor(name: string, target: Target = plainCpu) {
    this.name = name;
    this.#target = target;
  }

  get target(): Target {
    return this.#target;
  }

  /** Products and convolutions are computed in half precision. */
  get half(): boolean {
    return this.#target.precision === 'float16' && !this.#target.cpu;
  }

  /** What `build` adds is computed in float32, whatever the precision of the rest: where a comparison decides. */
  exactly<Result>(build: () => Result): Result {
    const target = this.#target;
    this.#target = { ...target, precision: 'float32' };
    try {
      return build();
    } finally {
      this.#target = target;
    }
  }

  input(name: string, shape: readonly Dimension[], type: ValueType = 'float32'): Value {
    const value = { name, type, shape };
    this.inputs.push(value);
    return value;
  }

  output(name: string, value: Value): void {
    this.outputs.push({ name, value: this.wide(value) });
  }

  /** Names a value, so that `expose` can make it an output: for looking into a network. */
  mark(name: string, value: Value): Value {
    this.#marks.set(name, value);
    return value;
  }

  /** Makes a marked value an output of its mark's name. */
  expose(name: string): void {
    const value = this.#marks.get(name);
    if (value === undefined)
      throw new RangeError(`${this.name} has no mark ${name}: ${[...this.#marks.keys()].join(', ')}`);
    this.output(name, value);
  }

  /** Nodes that `build` adds carry `name` in front of their own: layers.3/attention/MatMul_1. */
  within<Result>(name: string, build: () => Result): Result {
    this.#scope.push(name);
    try {
      return build();
    } finally {
      this.#scope.pop();
    }
  }

  // Weights and constants

  /** Weights of a name; the same name gives the same value. */
  initialiser(name: string, type: ValueType, shape: readonly number[], source: Source): Value {
    const known = this.initialisers.get(name);
    if (known !== undefined) return known.value;
    const value = { name, type, shape };
    this.initialisers.set(name, { value, source });
    return value;
  }

  floats(values: ArrayLike<number>, shape: readonly number[] = [values.length]): Value {
    return this.#constant('float32', shape, Float32Array.from(values));
  }

  integers(values: readonly number[], shape: readonly number[] = [values.length]): Value {
    return this.#constant('int64', shape, BigInt64Array.from(values, BigInt));
  }

  // Element by element

  add(a: Operand, b: Operand): Value {
    return this.#binary('Add', a, b);
  }

  subtract(a: Operand, b: Operand): Value {
    return this.#binary('Sub', a, b);
  }

  multiply(a: Operand, b: Operand): Value {
    return this.#binary('Mul', a, b);
  }

  divide(a: Operand, b: Operand): Value {
    return this.#binary('Div', a, b);
  }

  relu(x: Value): Value {
    return this.#unary('Relu', x);
  }

  sigmoid(x: Value): Value {
    return this.#unary('Sigmoid', x);
  }

  tanh(x: Value): Value {
    return this.#unary('Tanh', x);
  }

  /** As exact as the device: see `sine` of trigonometry.ts. */
  sin(x: Value): Value {
    return this.#unary('Sin', this.wide(x));
  }

  cos(x: Value): Value {
    return this.#unary('Cos', this.wide(x));
  }

  sqrt(x: Value): Value {
    return this.#unary('Sqrt', this.wide(x));
  }

  /** To the next whole number, halves to the even one. */
  round(x: Value): Value {
    return this.#unary('Round', this.wide(x));
  }

  floor(x: Value): Value {
    return this.#unary('Floor', this.wide(x));
  }

  softplus(x: Value): Value {
    return this.#unary('Softplus', this.wide(x));
  }

  /** x·Φ(x): exact (erf), or by tanh as GPT-2 does. */
  gelu(x: Value, approximate: 'none' | 'tanh' = 'none'): Value {
    return this.#unary('Gelu', this.wide(x), { approximate });
  }

  /** x·σ(x), also called swish. */
  silu(x: Value): Value {
    return this.multiply(x, this.sigmoid(x));
  }

  clip(x: Value, low: number, high: number): Value {
    return this.#one('Clip', [this.wide(x), this.#scalar(low), this.#scalar(high)], 'float32', x.shape);
  }

  cast(x: Value, type: ValueType): Value {
    return x.type === type ? x : this.#one('Cast', [x], type, x.shape, { to: valueTypes[type] });
  }

  /** In float32: sums that run through many layers are kept so. */
  wide(x: Value): Value {
    return x.type === 'float16' ? this.#converted(x, 'float32') : x;
  }

  /** In half precision where products are computed so. */
  narrow(x: Value): Value {
    return this.half && x.type === 'float32' ? this.#converted(x, 'float16') : x;
  }

  /** x in 8 bits, one scale for all of it. */
  quantise(x: Value): Quantised {
    const made = [
      { type: 'uint8' as const, shape: x.shape },
      { type: 'float32' as const, shape: [] },
      { type: 'uint8' as const, shape: [] },
    ];
    const [codes, scale, zero] = this.node('DynamicQuantizeLinear', [this.wide(x)], made);
    if (codes === undefined || scale === undefined || zero === undefined) throw new Error('three values were made');
    return { codes, scale, zero };
  }

  // Matrices

  /** a·b over the last two dimensions; those before are broadcast. */
  matmul(a: Value, b: Value): Value {
    const [left, right] = [this.#factor(a), this.#factor(b)];
    return this.#one('MatMul', [left, right], left.type, this.#productShape('MatMul', a, b, b.shape.slice(-2)));
  }

  /** scale·a·bᵀ: b is [..., columns, inner]. */
  matmulTransposed(a: Value, b: Value, scale = 1): Value {
    const [columns = 1, inner = 1] = b.shape.slice(-2);
    const shape = this.#productShape('MatMul', a, b, [inner, columns]);
    if (this.target.cpu) {
      const attributes = { transB: 1, alpha: { float: scale } };
      return this.#one('FusedMatMul', [a, b], a.type, shape, attributes, microsoft);
    }
    const order = b.shape.map((_, dimension) => dimension);
    const swapped = [...order.slice(0, -2), order.length - 1, order.length - 2];
    const product = this.matmul(a, this.transpose(this.#factor(b), swapped));
    return scale === 1 ? product : this.multiply(product, scale);
  }

  /** Cross-correlation of x [batch, in, ...spatial] with weight [out, in / groups, ...kernel]. */
  convolution(x: Value, weight: Value, bias: Value | undefined, options: Omit<Stretch, 'kernel'> = {}): Value {
    const [out = 0, inner = 0, ...kernel] = weight.shape;
    const { groups = 1 } = options;
    const channels = x.shape[1];
    if (typeof channels === 'number' && typeof inner === 'number' && channels !== inner * groups) {
      throw this.#misfit('Conv', [x, weight]);
    }
    const stretch = { kernel: kernel.map(Number), ...options };
    const spatial = x.shape.slice(2).map((size, axis) => convolvedSize(size, axis, stretch));
    const inputs = (bias === undefined ? [x, weight] : [x, weight, bias]).map((input) => this.#factor(input));
    const shape = [x.shape[0] ?? 1, out, ...spatial];
    return this.#one('Conv', inputs, this.#factor(x).type, shape, stretchAttributes(stretch));
  }

  /** Transposed convolution; weight [in, out, ...kernel], groups 1. */
  transposedConvolution(x: Value, weight: Value, bias: Value, options: Omit<Stretch, 'kernel' | 'groups'>): Value {
    const [inner, out = 0, ...kernel] = weight.shape;
    if (inner !== x.shape[1]) throw this.#misfit('ConvTranspose', [x, weight]);
    const stretch = { kernel: kernel.map(Number), ...options };
    const spatial = x.shape.slice(2).map((size, axis) => transposedSize(size, axis, stretch));
    const shape = [x.shape[0] ?? 1, out, ...spatial];
    const inputs = [x, weight, bias].map((input) => this.#factor(input));
    return this.#one('ConvTranspose', inputs, this.#factor(x).type, shape, stretchAttributes(stretch));
  }

  /**
   * Rotary positions on x [batch, steps, heads · size]: adjacent pairs of a head are turned by their step's angle.
   */
  rotatePairs(x: Value, heads: number, tables: RotaryTables): Value {
    const attributes = { interleaved: 1, num_heads: heads, rotary_embedding_dim: 2 * Number(tables.cosines.shape[1]) };
    const operands = [this.wide(x), tables.positions, tables.cosines, tables.sines];
    return this.#one('RotaryEmbedding', operands, 'float32', x.shape, attributes, microsoft);
  }

  /** The same on x [batch, heads, steps, size], where the first half of a head is turned with the second. */
  rotateHalves(x: Value, tables: RotaryTables): Value {
    const operands = [this.wide(x), tables.positions, tables.cosines, tables.sines];
    return this.#one('RotaryEmbedding', operands, 'float32', x.shape, { interleaved: 0 }, microsoft);
  }

  // Normalisation and reduction

  softmax(x: Value): Value {
    return this.#unary('Softmax', this.wide(x), { axis: -1 });
  }

  /** Over the last dimension. */
  layerNormalization(x: Value, scale: Value, bias: Value | undefined, epsilon: number): Value {
    const inputs = bias === undefined ? [this.wide(x), scale] : [this.wide(x), scale, bias];
    return this.#one('LayerNormalization', inputs, 'float32', x.shape, { axis: -1, epsilon: { float: epsilon } });
  }

  /** x / √(mean(x²) + epsilon) · scale over the last dimension. */
  rootMeanSquareNormalization(x: Value, scale: Value, epsilon: number): Value {
    const attributes = { axis: -1, epsilon: { float: epsilon } };
    return this.#one('SimplifiedLayerNormalization', [this.wide(x), scale], 'float32', x.shape, attributes);
  }

  /** Of every channel of x [batch, channels, ...] by its own statistics. */
  instanceNormalization(x: Value, scale: Value, bias: Value, epsilon: number): Value {
    const attributes = { epsilon: { float: epsilon } };
    return this.#one('InstanceNormalization', [this.wide(x), scale, bias], 'float32', x.shape, attributes);
  }

  /** With stored statistics (inference). */
  batchNormalization(x: Value, scale: Value, bias: Value, mean: Value, variance: Value, epsilon: number): Value {
    const attributes = { epsilon: { float: epsilon } };
    const inputs = [this.wide(x), scale, bias, mean, variance];
    return this.#one('BatchNormalization', inputs, 'float32', x.shape, attributes);
  }

  mean(x: Value, axes: readonly number[], keep = true): Value {
    return this.#reduction('ReduceMean', x, axes, keep);
  }

  sum(x: Value, axes: readonly number[], keep = true): Value {
    return this.#reduction('ReduceSum', x, axes, keep);
  }

  /** ‖x‖₂ */
  norm(x: Value, axes: readonly number[]): Value {
    return this.#reduction('ReduceL2', x, axes, true);
  }

  /** Index of the first greatest element of the last dimension. */
  argmax(x: Value): Value {
    return this.#one('ArgMax', [x], 'int64', x.shape.slice(0, -1), { axis: -1, keepdims: 0, select_last_index: 0 });
  }

  maximum(x: Value, least: Operand): Value {
    return this.#binary('Max', x, least);
  }

  // Shape

  /** The same value, its sizes named otherwise: `time+6-6` is `time`. */
  sized(x: Value, shape: readonly Dimension[]): Value {
    const fits =
      shape.length === x.shape.length && shape.every((size, i) => typeof size === 'string' || size === x.shape[i]);
    if (!fits) throw this.#misfit(`naming of ${shape.join('×')}`, [x]);
    return { ...x, shape };
  }

  transpose(x: Value, order: readonly number[]): Value {
    return this.#one(
      'Transpose',
      [x],
      x.type,
      order.map((dimension) => sizeOf(x, dimension)),
      { perm: order },
    );
  }

  /**
   * The same elements in another shape. A named size that stands at its old place is kept; one other named size is
   * whatever is left.
   */
  reshape(x: Value, shape: readonly Dimension[]): Value {
    const kept = (size: Dimension, dimension: number): boolean => x.shape[dimension] === size;
    const sizes = shape.map((size, dimension) => (typeof size === 'number' ? size : kept(size, dimension) ? 0 : -1));
    if (sizes.filter((size) => size === -1).length > 1) throw this.#misfit(`Reshape to ${shape.join('×')}`, [x]);
    return this.#one('Reshape', [x, this.integers(sizes)], x.type, shape);
  }

  /** The same elements in the shape that `sizes` holds in a graph: 0 keeps a size, −1 is whatever is left. */
  reshapeTo(x: Value, sizes: Value, shape: readonly Dimension[]): Value {
    return this.#one('Reshape', [x, sizes], x.type, shape);
  }

  unsqueeze(x: Value, axis: number): Value {
    return this.#one('Unsqueeze', [x, this.integers([axis])], x.type, x.shape.toSpliced(axis, 0, 1));
  }

  squeeze(x: Value, axis: number): Value {
    return this.#one('Squeeze', [x, this.integers([axis])], x.type, x.shape.toSpliced(axis, 1));
  }

  concat(parts: readonly Value[], axis: number): Value {
    const [first] = parts;
    if (first === undefined) throw new RangeError('nothing to concatenate');
    const at = axis < 0 ? axis + first.shape.length : axis;
    const size = parts.map((part) => sizeOf(part, at)).reduce(sumOf);
    const alike = parts.every(({ type }) => type === first.type) ? parts : parts.map((part) => this.wide(part));
    return this.#one('Concat', alike, alike[0]?.type ?? first.type, first.shape.with(at, size), { axis: at });
  }

  /** Parts of the given sizes along an axis. */
  split(x: Value, sizes: readonly number[], axis: number): Value[] {
    const at = axis < 0 ? axis + x.shape.length : axis;
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (sizeOf(x, at) !== total) throw this.#misfit(`Split into ${sizes.join('+')}`, [x]);
    const shapes = sizes.map((size) => x.shape.with(at, size));
    return this.node(
      'Split',
      [x, this.integers(sizes)],
      shapes.map((shape) => ({ type: x.type, shape })),
      { axis: at },
    );
  }

  /** Two equal parts along an axis. */
  halves(x: Value, axis: number): [Value, Value] {
    const size = sizeOf(x, axis < 0 ? axis + x.shape.length : axis);
    if (typeof size !== 'number') throw this.#misfit('Split into halves', [x]);
    const [first, second] = this.split(x, [size / 2, size / 2], axis);
    if (first === undefined || second === undefined) throw this.#misfit('Split into halves', [x]);
    return [first, second];
  }

  /** Elements from `start` to before `end` along an axis, every `step`-th; negative numbers count from the end. */
  slice(x: Value, axis: number, start: number, end: number | undefined, size: Dimension, step = 1): Value {
    const at = axis < 0 ? axis + x.shape.length : axis;
    const stop = end ?? Number.MAX_SAFE_INTEGER;
    const bounds = [[start], [stop], [at], [step]].map((numbers) => this.integers(numbers));
    return this.#one('Slice', [x, ...bounds], x.type, x.shape.with(at, size));
  }

  /** Elements from `start` [1] on along an axis. */
  behind(x: Value, axis: number, start: Value, size: Dimension): Value {
    const [stop, at] = [this.integers([Number.MAX_SAFE_INTEGER]), this.integers([axis])];
    return this.#one('Slice', [x, start, stop, at], x.type, x.shape.with(axis, size));
  }

  /** Rows of `table` (axis 0) by index. */
  gather(table: Value, indices: Value): Value {
    return this.#one('Gather', [table, indices], table.type, [...indices.shape, ...table.shape.slice(1)], { axis: 0 });
  }

  /** For every index of the last dimension, the element there; the other dimensions are equal. */
  gatherElements(x: Value, indices: Value): Value {
    return this.#one('GatherElements', [x, indices], x.type, indices.shape, { axis: -1 });
  }

  /**
   * x with other elements at some places of its last dimension: `places` and `elements` have the other dimensions of x.
   * The runtime writes into x itself where nothing else needs it.
   */
  replaceElements(x: Value, places: Value, elements: Value): Value {
    return this.#one('ScatterElements', [x, places, elements], x.type, x.shape, { axis: -1 });
  }

  /** Repeats dimensions of size 1. */
  expand(x: Value, shape: readonly number[]): Value {
    return this.#one('Expand', [x, this.integers(shape)], x.type, shape);
  }

  /** 0, 1, 2, … before `end`, a whole number in a graph. */
  range(end: Value, size: Dimension): Value {
    const [first, step] = [this.integers([0], []), this.integers([1], [])];
    return this.#one('Range', [first, end, step], 'int64', [size]);
  }

  /** 1 where two whole numbers are equal, else 0. */
  equal(a: Value, b: Value): Value {
    const shape = broadcast(a.shape, b.shape);
    if (shape === undefined) throw this.#misfit('Equal', [a, b]);
    return this.cast(this.#one('Equal', [a, b], 'bool', shape), 'float32');
  }

  /** Sizes of a value from dimension `start` to before `end`. */
  shapeOf(x: Value, start: number, end: number): Value {
    return this.#one('Shape', [x], 'int64', [end - start], { start, end });
  }

  /** Extends the last dimensions: [before, after] for each of them, outermost first. */
  pad(
    x: Value,
    amounts: readonly (readonly [number, number])[],
    mode: 'constant' | 'edge' | 'reflect',
    size: readonly Dimension[],
  ): Value {
    const kept = x.shape.length - amounts.length;
    const pads = [
      ...new Array<number>(kept).fill(0),
      ...amounts.map(([before]) => before),
      ...new Array<number>(kept).fill(0),
      ...amounts.map(([, after]) => after),
    ];
    return this.#one('Pad', [x, this.integers(pads)], x.type, [...x.shape.slice(0, kept), ...size], { mode });
  }

  /** Any other operator. `outputs` says what it makes; an operand left out is `undefined`. */
  node(
    operator: string,
    operands: readonly (Value | undefined)[],
    outputs: readonly { readonly type: ValueType; readonly shape: readonly Dimension[] }[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
  ): Value[] {
    const name = this.#fresh(operator);
    const values = outputs.map((output, index) => ({
      ...output,
      name: outputs.length === 1 ? name : `${name}:${index}`,
    }));
    this.nodes.push({
      operator,
      domain,
      name,
      inputs: operands.map((operand) => operand?.name ?? ''),
      outputs: values.map((value) => value.name),
      attributes,
    });
    return values;
  }

  #one(
    operator: string,
    operands: readonly (Value | undefined)[],
    type: ValueType,
    shape: readonly Dimension[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
  ): Value {
    const [value] = this.node(operator, operands, [{ type, shape }], attributes, domain);
    if (value === undefined) throw new Error(`${operator} made nothing`);
    return value;
  }

  #unary(operator: string, x: Value, attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.#one(operator, [x], x.type, x.shape, attributes);
  }

  #binary(operator: string, a: Operand, b: Operand): Value {
    const operands = [a, b].map((operand) => (typeof operand === 'number' ? this.#scalar(operand) : operand));
    // Two halves stay halves; with anything else they become float32.
    const alike = operands.every(({ type }) => type === 'float16') ? operands : operands.map((each) => this.wide(each));
    const [left, right] = alike;
    if (left === undefined || right === undefined) throw new Error('two operands were given');
    const shape = broadcast(left.shape, right.shape);
    if (shape === undefined || left.type !== right.type) throw this.#misfit(operator, [left, right]);
    return this.#one(operator, [left, right], left.type, shape);
  }

  /** In the type that products are computed in. */
  #factor(x: Value): Value {
    return this.half ? this.narrow(x) : this.wide(x);
  }

  /** There and back again costs nothing, and the same twice only once. */
  #converted(x: Value, type: 'float16' | 'float32'): Value {
    const known = this.#casts.get(`${x.name} ${type}`);
    if (known !== undefined) return { ...known, shape: x.shape };
    const value = this.cast(x, type);
    this.#casts.set(`${x.name} ${type}`, value);
    if (type === 'float32') this.#casts.set(`${value.name} ${x.type}`, x);
    return value;
  }

  #reduction(operator: string, x: Value, axes: readonly number[], keep: boolean): Value {
    const reduced = axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis));
    const shape = keep
      ? x.shape.map((size, dimension) => (reduced.includes(dimension) ? 1 : size))
      : x.shape.filter((_, dimension) => !reduced.includes(dimension));
    return this.#one(operator, [this.wide(x), this.integers(axes)], this.wide(x).type, shape, {
      keepdims: keep ? 1 : 0,
    });
  }

  #productShape(operator: string, a: Value, b: Value, matrix: readonly Dimension[]): Dimension[] {
    const [inner, columns] = matrix;
    const batch = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
    if (a.shape.at(-1) !== inner || batch === undefined || columns === undefined) throw this.#misfit(operator, [a, b]);
    return [...batch, ...a.shape.slice(-2, -1), columns];
  }

  #scalar(value: number): Value {
    return this.floats([value], []);
  }

  /** Equal constants are one. */
  #constant(type: ValueType, shape: readonly number[], elements: Float32Array | BigInt64Array): Value {
    const bytes = new Uint8Array(elements.buffer);
    const content = bytes.length <= 64 ? Buffer.from(bytes).toString('hex') : this.#fresh('values');
    return this.initialiser(`constant/${type}[${shape.join(',')}]/${content}`, type, shape, { kind: 'inline', bytes });
  }

  #fresh(operator: string): string {
    const path = [...this.#scope, operator].join('/');
    const number = this.#numbers.get(path) ?? 0;
    this.#numbers.set(path, number + 1);
    return number === 0 ? path : `${path}_${number}`;
  }

  #misfit(operator: string, operands: readonly Value[]): Error {
    const shapes = operands.map(({ name, type, shape }) => `${name} ${type}[${shape.join(', ')}]`);
    return new RangeError(`${this.name}/${this.#scope.join('/')}: ${operator} cannot take ${shapes.join(' and ')}`);
  }
}

function sizeOf(x: Value, dimension: number): Dimension {
  const size = x.shape[dimension];
  if (size === undefined) throw new RangeError(`${x.name} has no dimension ${dimension}`);
  return size;
}

function sumOf(a: Dimension, b: Dimension): Dimension {
  return typeof a === 'number' && typeof b === 'number' ? a + b : `${a}+${b}`;
}

/** The shape that two shapes broadcast to, NumPy's rules; undefined where they do not fit. */
function broadcast(a: readonly Dimension[], b: readonly Dimension[]): Dimension[] | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: Dimension[] = [];
  for (let dimension = 0; dimension < rank; dimension++) {
    const left = a[dimension - rank + a.length] ?? 1;
    const right = b[dimension - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return undefined;
    shape.push(left === 1 ? right : left);
  }
  return shape;
}

function convolvedSize(size: Dimension, axis: number, { kernel, strides, dilations, pads }: Stretch): Dimension {
  const reach = ((kernel[axis] ?? 1) - 1) * (dilations?.[axis] ?? 1);
  const added = (pads?.[axis] ?? 0) + (pads?.[axis + kernel.length] ?? 0);
  const stride = strides?.[axis] ?? 1;
  if (typeof size === 'number') return Math.floor((size + added - reach - 1) / stride) + 1;
  const change = added - reach;
  const whole = change === 0 ? size : `${size}${change < 0 ? '' : '+'}${change}`;
  return stride === 1 ? whole : `(${whole}-1)/${stride}+1`;
}

function transposedSize(size: Dimension, axis: number, { kernel, strides, pads }: Stretch): Dimension {
  const stride = strides?.[axis] ?? 1;
  const change = (kernel[axis] ?? 1) - stride - (pads?.[axis] ?? 0) - (pads?.[axis + kernel.length] ?? 0);
  if (typeof size === 'number') return size * stride + change;
  const whole = stride === 1 ? size : `${stride}*${size}`;
  return change === 0 ? whole : `${whole}${change < 0 ? '' : '+'}${change}`;
}

function stretchAttributes({ kernel, strides, dilations, pads, groups }: Stretch): Record<string, Attribute> {
  return {
    kernel_shape: kernel,
    ...(strides === undefined ? {} : { strides }),
    ...(dilations === undefined ? {} : { dilations }),
    ...(pads === undefined ? {} : { pads }),
    ...(groups === undefined ? {} : { group: groups }),
  };
}
