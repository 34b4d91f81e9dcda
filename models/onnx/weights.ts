import { TablereadError } from '../../foundation/tablereadError.ts';
import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { elementBytes, elementCount, isContiguous, type ElementType } from '../checkpoints/tensorEntry.ts';
import type { Graph } from './graph.ts';
import type { Value, ValueType } from './value.ts';

/** The part of a checkpoint below a prefix, as weights of a graph. Nothing is read until the graph is prepared. */
export class Weights {
  readonly graph: Graph;
  readonly checkpoint: Checkpoint;
  readonly #prefix: string;

  constructor(graph: Graph, checkpoint: Checkpoint, prefix = '') {
    this.graph = graph;
    this.checkpoint = checkpoint;
    this.#prefix = prefix;
  }

  /** Weights below `name`: `weights.in('encoders.0')` finds `encoders.0.weight` as `weight`. */
  in(name: string | number): Weights {
    return new Weights(this.graph, this.checkpoint, `${this.#prefix}${name}.`);
  }

  /** Path of a tensor, for messages and node names. */
  path(name: string): string {
    return this.#prefix + name;
  }

  has(name: string): boolean {
    return this.checkpoint.entries.has(this.#prefix + name);
  }

  /** @throws TablereadError `checkpoint/no-tensor` */
  shape(name: string): readonly number[] {
    return this.checkpoint.entry(this.#prefix + name).shape;
  }

  /** Size of one dimension of a tensor. */
  size(name: string, dimension: number): number {
    const size = this.shape(name)[dimension];
    if (size === undefined) throw this.#misshapen(name, `a dimension ${dimension}`);
    return size;
  }

  /** Number of the parts `name.0`, `name.1`, … that hold `tensor`. */
  count(name: string, tensor: string): number {
    let count = 0;
    while (this.has(`${name}.${count}.${tensor}`)) count++;
    return count;
  }

  /** Elements in row-major order, read now. */
  floats(name: string): Float32Array {
    return this.checkpoint.floats(this.#prefix + name);
  }

  /**
   * A tensor of the file as it is, in its own shape or another of as many elements (a 1-D kernel as a 2-D one); with
   * `first`, the part of it that begins there, in elements. Where the file holds it as row-major float32 the graph points
   * into the file; else it is converted.
   * @throws TablereadError `checkpoint/no-tensor`, `checkpoint/tensor-shape`
   */
  tensor(name: string, shape: readonly number[] = this.shape(name), first?: number): Value {
    const entry = this.checkpoint.entry(this.#prefix + name);
    const [count, all] = [elementCount(shape), elementCount(entry.shape)];
    if (first === undefined ? count !== all : first + count > all) throw this.#misshapen(name, shape.join('×'));
    const part = first === undefined ? '' : ` from ${first}`;
    const id = `${entry.name}${part}[${shape.join(',')}]`;
    const size = elementBytes[entry.type];
    const type = graphType(entry.type);
    if (isContiguous(entry) && type !== undefined) {
      const offset = entry.offset + (first ?? 0) * size;
      const source = { kind: 'file', file: this.checkpoint.file, offset, length: count * size } as const;
      const value = this.graph.initialiser(id, type, shape, source);
      return type === 'float32' ? value : this.graph.cast(value, 'float32');
    }
    return this.derived(`float32${part}`, [name], shape, () =>
      first === undefined ? this.floats(name) : this.floats(name).subarray(first, first + count),
    );
  }

  /**
   * Weights that are computed from tensors of the file. `recipe` names the computation: whoever changes what `produce`
   * gives for the same inputs changes the recipe too.
   */
  derived(
    recipe: string,
    names: readonly string[],
    shape: readonly number[],
    produce: () => ArrayBufferView,
    type: ValueType = 'float32',
  ): Value {
    const id = `${recipe}(${names.map((name) => this.#prefix + name).join(', ')})[${shape.join(',')}]`;
    const length = elementCount(shape) * bytesOf(type);
    const source = { kind: 'derived', recipe: id, identity: this.checkpoint.digest, length, produce } as const;
    return this.graph.initialiser(id, type, shape, source);
  }

  #misshapen(name: string, expected: string): TablereadError {
    const tensor = this.#prefix + name;
    const shape = this.shape(name).join('×');
    return new TablereadError('checkpoint/tensor-shape', { file: this.checkpoint.file, tensor, shape, expected });
  }
}

/** Types that ONNX holds as the file does. */
function graphType(type: ElementType): 'float32' | 'float16' | 'bfloat16' | undefined {
  return type === 'float32' || type === 'float16' || type === 'bfloat16' ? type : undefined;
}

function bytesOf(type: ValueType): number {
  const sizes: Readonly<Record<ValueType, number>> = {
    float32: 4,
    uint8: 1,
    int8: 1,
    int32: 4,
    int64: 8,
    bool: 1,
    float16: 2,
    bfloat16: 2,
  };
  return sizes[type];
}
