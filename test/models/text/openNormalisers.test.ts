import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { openNormalisers } from '../../../models/text/openNormalisers.ts';
import { writeGrammar, type Arc } from './writeGrammar.ts';

/** Tags letters as `w { v: "…" }`, and says what stands between the quotes. */
const letters = Array.from('abc');
const chain = (text: string, from: number): { final: number; arcs: Arc[] }[] =>
  Array.from(text, (character, index) => ({ final: Infinity, arcs: [['', character, 0, from + index + 1]] }));
const opening = 'w { v: "';
const closing = '" }';
const tagger = writeGrammar([
  ...chain(opening, 0),
  {
    final: Infinity,
    arcs: [
      ['', '"', 0, opening.length + 1],
      ...letters.map((letter): Arc => [letter, letter.toUpperCase(), 0, opening.length]),
    ],
  },
  ...chain(closing.slice(1), opening.length + 1),
  { final: 0, arcs: [] },
]);
const swallowed = (text: string, from: number): { final: number; arcs: Arc[] }[] =>
  Array.from(text, (character, index) => ({ final: Infinity, arcs: [[character, '', 0, from + index + 1]] }));
const verbaliser = writeGrammar([
  ...swallowed(opening, 0),
  {
    final: Infinity,
    arcs: [
      ['"', '', 0, opening.length + 1],
      ...letters.map((letter): Arc => [letter.toUpperCase(), letter.toUpperCase(), 0, opening.length]),
    ],
  },
  ...swallowed(closing.slice(1), opening.length + 1),
  { final: 0, arcs: [] },
]);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tableread-grammars-'));
  for (const language of ['zh', 'en']) {
    writeFileSync(join(folder, `${language}_tn_tagger.fst`), tagger);
    writeFileSync(join(folder, `${language}_tn_verbalizer.fst.gz`), gzipSync(verbaliser));
  }
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a folder of grammars', () => {
  test('normalises by tagging and saying', async () => {
    const { zh, en } = await openNormalisers(folder);
    expect([zh('abc'), en('cab'), en('')]).toEqual(['ABC', 'CAB', '']);
    expect(() => en('x')).toThrow(TablereadError);
  });

  test('names what is missing', async () => {
    rmSync(join(folder, 'en_tn_tagger.fst'));
    const error = await openNormalisers(folder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TablereadError);
    expect((error as TablereadError).code).toBe('text/grammar-missing');
    expect((error as TablereadError).values).toEqual({ folder, name: 'en_tn_tagger.fst' });
  });
});
