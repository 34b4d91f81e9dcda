import { expect, test } from 'vitest';
import { bytesInMemory } from '../../../models/checkpoints/byteSource.ts';
import { Checkpoint } from '../../../models/checkpoints/checkpoint.ts';
import { blendEmotions, GptEmbeddings } from '../../../models/networks/gptEmbeddings.ts';
import { torchFileBytes } from '../checkpoints/torchFileWriter.ts';

/** Row r of a table holds r, or r × 100 for positions, twice. */
function table(rows: number, factor: number): { type: 'float32'; shape: number[]; bytes: () => Uint8Array } {
  const values = Float32Array.from({ length: rows * 2 }, (_, index) => Math.floor(index / 2) * factor);
  return { type: 'float32', shape: [rows, 2], bytes: () => new Uint8Array(values.buffer) };
}

const tables = {
  'mel_embedding.weight': table(10, 1),
  'mel_pos_embedding.emb.weight': table(6, 100),
  'text_embedding.weight': table(10, 1),
  'text_pos_embedding.emb.weight': table(8, 100),
};

function embeddings(more: Record<string, ReturnType<typeof table>>): GptEmbeddings {
  return new GptEmbeddings(new Checkpoint(bytesInMemory('gpt.pth', torchFileBytes({ ...tables, ...more }))));
}

test('ids 0 and 1 of a text are left out, and its start and end are added', () => {
  const text = embeddings({}).text([7, 1, 0, 5]);
  expect(Array.from(text)).toEqual([0, 0, 107, 107, 205, 205, 301, 301]);
});

test('a language is added to every vector, start and end too', () => {
  const text = embeddings({ 'lang_embedding.weight': table(4, 1000) }).text([7], 2);
  expect(Array.from(text)).toEqual([2000, 2000, 2107, 2107, 2201, 2201]);
});

test('the slots of the duration are rows 1 and 0 of their table, or zeros where there is none', () => {
  const [speaker, emotion] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(10, 20)];
  const spoken = [11, 22, 13, 24];
  const second = embeddings({ 'speed_emb.weight': table(2, 7) });
  expect(Array.from(second.conditions(speaker, emotion))).toEqual([...spoken, 7, 7, 0, 0]);
  expect(Array.from(embeddings({}).conditions(speaker, emotion))).toEqual([...spoken, 0, 0, 0, 0]);
});

test('what lies outside a table is an error, never another row', () => {
  const all = embeddings({});
  expect(() => all.code(10, 0)).toThrow(RangeError);
  expect(() => all.code(0, 6)).toThrow(RangeError);
  expect(() => all.text([10])).toThrow(RangeError);
  expect([all.longestText, all.mostCodes]).toEqual([6, 4]);
});

test('emotions are blended in a line, beyond 1 too', () => {
  const [own, other] = [Float32Array.of(1, 1), Float32Array.of(2, 3)];
  expect(Array.from(blendEmotions(own, other, 0))).toEqual([1, 1]);
  expect(Array.from(blendEmotions(own, other, 1))).toEqual([2, 3]);
  expect(Array.from(blendEmotions(own, other, 2))).toEqual([3, 5]);
});
