import { expect, test } from 'vitest';
import { ProtobufWriter } from '../../../models/onnx/protobufWriter.ts';

// The examples of the encoding chapter of the Protocol Buffers documentation.
test.each([
  ['an integer', new ProtobufWriter().integer(1, 150), [0x08, 0x96, 0x01]],
  ['text', new ProtobufWriter().text(2, 'testing'), [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]],
  ['a message', new ProtobufWriter().message(3, new ProtobufWriter().integer(1, 150)), [0x1a, 0x03, 0x08, 0x96, 0x01]],
  ['a negative integer', new ProtobufWriter().integer(1, -2), [0x08, 0xfe, ...new Array<number>(8).fill(0xff), 0x01]],
  ['a float', new ProtobufWriter().float(1, 1), [0x0d, 0, 0, 0x80, 0x3f]],
  ['a field number above 15', new ProtobufWriter().integer(20, 1), [0xa0, 0x01, 0x01]],
])('%s', (_, writer, bytes) => {
  expect(Array.from(writer.finish())).toEqual(bytes);
});
