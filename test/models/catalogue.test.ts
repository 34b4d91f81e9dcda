import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue, defaultEngine } from '../../models/catalogue.ts';
import { draftVariants, draftVoices } from '../../models/engines/draft/draftVoices.ts';
import { EspeakProgram } from '../../models/engines/draft/espeakProgram.ts';
import type { EngineFacts } from '../../screenplay/surroundings.ts';

test('the catalogue is what the screenplay needs to know of engines', () => {
  const facts: ReadonlyMap<string, EngineFacts> = catalogue;
  expect([...facts.keys()]).toEqual(['draft', 'indextts2', 'indextts25']);
  for (const [id, entry] of facts) {
    expect(entry.id).toBe(id);
    expect(Object.keys(entry.pace)).toContain('en');
    expect(Object.keys(entry.pace)).toContain('zh');
    expect(entry.languages.length).toBe(new Set(entry.languages).size);
  }
  expect(catalogue.get(defaultEngine)?.embedded).toBe(true);
});

describe('draft', () => {
  const draft = catalogue.get('draft');

  test('voices are told in lower case: each alone and with each variant', () => {
    for (const name of ['en', 'en-us', 'en-gb+f3', 'zh', 'cmn+alicia', 'en+mr serious', 'fr+klatt2']) {
      expect(draft?.voices?.has(name), name).toBe(true);
    }
    expect(draft?.voices?.has('en+nobody')).toBe(false);
    expect(draft?.voices?.has('en+F3')).toBe(false);
  });

  test('languages are primary tags', () => {
    for (const language of ['en', 'zh', 'cmn', 'ja', 'no', 'yue']) expect(draft?.languages).toContain(language);
    expect(draft?.languages.filter((language) => language.includes('-'))).toEqual([]);
  });

  test('voices and variants are those of the program', async () => {
    const program = new EspeakProgram();
    const { voices, variants } = await program.list();
    program.close();
    const sorted = (names: readonly string[]): string[] => [...names].sort();
    expect(sorted(draftVoices.map(({ identifier }) => identifier))).toEqual(
      sorted(voices.map(({ identifier }) => identifier)),
    );
    expect(sorted(draftVariants)).toEqual(sorted(variants));
    expect(new Set(draftVoices.map(({ id }) => id)).size).toBe(draftVoices.length);
  });

  test('the digest names the installed eSpeak NG', async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten'));
    const hash = createHash('sha256');
    for (const name of ['espeak-ng.js', 'espeak-ng.data']) {
      for await (const bytes of createReadStream(join(folder, name))) hash.update(bytes as Buffer);
    }
    expect(draft?.info?.digest).toMatch(new RegExp(`^draft-\\d+-${hash.digest('hex').slice(0, 12)}$`));
  });
});
