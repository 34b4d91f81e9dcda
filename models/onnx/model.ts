import type { Graph } from './graph.ts';
import { ProtobufWriter } from './protobufWriter.ts';
import { valueTypes, type Attribute, type Dimension, type Initialiser, type Node, type ValueType } from './value.ts';

/** A stretch of a file that holds the elements of weights. */
export interface Stretch {
  /** Path relative to the folder that the runtime is told, with forward slashes. */
  readonly location: string;
  readonly offset: number;
  readonly length: number;
}

const irVersion = 10;
const opset = 21;

/**
 * A graph as an ONNX model (ModelProto, IR version 10, opset 21). `locate` says where weights that are not inside the
 * model lie. Field numbers: onnx/onnx.proto.
 */
export function writeModel(graph: Graph, locate: (initialiser: Initialiser) => Stretch): Uint8Array {
  const body = new ProtobufWriter();
  const types = new Map(graph.outputs.map(({ name, value }) => [name, value]));
  for (const node of graph.nodes) body.message(1, nodeMessage(node));
  // An output has a name of its own: a value may be two outputs, or also be needed inside.
  for (const [name, value] of types) {
    const node = { operator: 'Identity', domain: '', name: `output/${name}`, attributes: {} };
    body.message(1, nodeMessage({ ...node, inputs: [value.name], outputs: [name] }));
  }
  body.text(2, graph.name);
  for (const initialiser of graph.initialisers.values()) body.message(5, tensorMessage(initialiser, locate));
  for (const { name, type, shape } of graph.inputs) body.message(11, valueMessage(name, type, shape));
  for (const [name, { type, shape }] of types) body.message(12, valueMessage(name, type, shape));
  return new ProtobufWriter()
    .integer(1, irVersion)
    .text(2, 'Tableread')
    .message(7, body)
    .message(8, new ProtobufWriter().text(1, '').integer(2, opset))
    .message(8, new ProtobufWriter().text(1, 'com.microsoft').integer(2, 1))
    .finish();
}

function nodeMessage({ operator, domain, name, inputs, outputs, attributes }: Node): ProtobufWriter {
  const message = new ProtobufWriter();
  for (const input of inputs) message.text(1, input);
  for (const output of outputs) message.text(2, output);
  message.text(3, name).text(4, operator);
  for (const [key, attribute] of Object.entries(attributes)) message.message(5, attributeMessage(key, attribute));
  return domain === '' ? message : message.text(7, domain);
}

function attributeMessage(name: string, attribute: Attribute): ProtobufWriter {
  const message = new ProtobufWriter().text(1, name);
  if (typeof attribute === 'number') return message.integer(3, attribute).integer(20, 2);
  if (typeof attribute === 'string') return message.text(4, attribute).integer(20, 3);
  if ('float' in attribute) return message.float(2, attribute.float).integer(20, 1);
  if ('floats' in attribute) {
    for (const value of attribute.floats) message.float(7, value);
    return message.integer(20, 6);
  }
  for (const value of attribute) message.integer(8, value);
  return message.integer(20, 7);
}

function tensorMessage(initialiser: Initialiser, locate: (initialiser: Initialiser) => Stretch): ProtobufWriter {
  const { value, source } = initialiser;
  const message = new ProtobufWriter();
  for (const size of value.shape) message.integer(1, Number(size));
  message.integer(2, valueTypes[value.type]).text(8, value.name);
  if (source.kind === 'inline') return message.bytes(9, source.bytes);
  const { location, offset, length } = locate(initialiser);
  const entries = { location, offset: String(offset), length: String(length) };
  for (const [key, text] of Object.entries(entries))
    message.message(13, new ProtobufWriter().text(1, key).text(2, text));
  return message.integer(14, 1);
}

function valueMessage(name: string, type: ValueType, shape: readonly Dimension[]): ProtobufWriter {
  const sizes = new ProtobufWriter();
  for (const size of shape) {
    const dimension = new ProtobufWriter();
    sizes.message(1, typeof size === 'number' ? dimension.integer(1, size) : dimension.text(2, size));
  }
  const tensor = new ProtobufWriter().integer(1, valueTypes[type]).message(2, sizes);
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
}
