import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfiguration } from '../../../models/checkpoints/configuration.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tableread-configuration-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, text: string): Promise<ReturnType<typeof readConfiguration>> {
  const path = join(folder, name);
  await writeFile(path, text);
  return readConfiguration(path);
}

test('values are looked up by path, in YAML and JSON alike', async () => {
  const yaml = await read('config.yaml', 'gpt:\n  layers: 24\n  use: true\nfmax: None\nratio: 0.5\nlist:\n- 3\n- 17\n');
  expect(yaml.count('gpt.layers')).toBe(24);
  expect(yaml.boolean('gpt.use')).toBe(true);
  expect(yaml.text('fmax')).toBe('None');
  expect(yaml.number('ratio')).toBe(0.5);
  expect(yaml.counts('list')).toEqual([3, 17]);
  expect([yaml.has('gpt.heads'), yaml.has('gpt')]).toEqual([false, true]);
  const json = await read('config.json', '{"dilations": [[1, 3], [1]], "fmax": null}');
  expect(json.countTable('dilations')).toEqual([[1, 3], [1]]);
});

test('a missing or unfit value is named with file and key', async () => {
  const configuration = await read('bad.yaml', 'gpt:\n  layers: 2.5\nlist: [1, x]\n');
  expect(() => configuration.count('gpt.layers')).toThrow(/bad\.yaml: gpt\.layers must be a positive whole number/);
  expect(() => configuration.counts('list')).toThrow(/bad\.yaml: list/);
  expect(() => configuration.count('__proto__')).toThrow(/__proto__/);
  expect(() => configuration.text('gpt.layers.more')).toThrow(/gpt\.layers\.more/);
});

test.each([
  ['broken.yaml', 'gpt: [1,'],
  ['broken.json', '{'],
])('%s gives a one-line error that names the file', async (name, text) => {
  await expect(read(name, text)).rejects.toMatchObject({ code: 'checkpoint/configuration-syntax' });
  await expect(read(name, text)).rejects.toThrow(new RegExp(`^[^\\n]*${name}[^\\n]*$`));
});
