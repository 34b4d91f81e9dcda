import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../runs.ts';
import { expectProblems, fixed, marked, meaning } from './markedScript.ts';

const idsOf = (text: string) => meaning(text).entries.map(({ id }) => id);

describe('ids', () => {
  test('come from speaker and words', () => {
    const [id] = idsOf('MIRA: Did you hear that?');
    expect(id).toMatch(/^mira-did-you-hear-that-[a-z0-9]{4}$/);
    expect(idsOf('老周: 银行已经关门了。')[0]).toMatch(/^老周-银行已经关门了-[a-z0-9]{4}$/);
    expect(idsOf('! sounds/door slam.wav')[0]).toBe('sound-door-slam');
  });

  test('do not change with direction, time, place or section', () => {
    const [id] = idsOf('MIRA: Hello there');
    for (const text of [
      'MIRA (sad 0.4) [2s]: Hello there',
      ': a\nMIRA: Hello there',
      '# One\nMIRA: *Hello* {beat} there',
    ]) {
      expect(idsOf(text)).toContain(id);
    }
  });

  test('tell punctuation apart', () => {
    expect(new Set(idsOf('MIRA: No.\nMIRA: No!\nMIRA: No?\nBOB: No.')).size).toBe(4);
    const swapped = idsOf('MIRA: No!\nMIRA: No.');
    expect(idsOf('MIRA: No.\nMIRA: No!')).toEqual(swapped.toReversed());
  });

  test('of the script are kept', () => {
    expect(idsOf('MIRA (id alert_03): Hello')).toEqual(['alert_03']);
    expect(idsOf('MIRA (id 警报-3): Hello')).toEqual(['警报-3']);
    const long = 'a'.repeat(65);
    expectProblems(`MIRA (id <|${long}|>): Hello`.replace('MIRA ', ''), ['voice/id-length']);
  });

  test('of the script that repeat are an error, without regard to case', () => {
    const result = expectProblems('(id one): a\n(id <|ONE|>): b', ['voice/id-twice']);
    expect(result.script.cues.map(({ sound }) => sound)).toEqual([true, false]);
    expect(result.script.problems[0]?.related).toMatchObject([{ title: 'related/id', start: 4, end: 7 }]);
    expect(result.script.problems[0]?.values).toEqual({ id: 'one', line: 1 });
    const text = fixed(result, 'voice/id-twice');
    expect(marked(text).script.problems).toEqual([]);
  });

  test('of equal lines: the first is plain, others have a number', () => {
    const [plain] = idsOf(': No.');
    expect(idsOf(': No.\n: No.\n: No.')).toEqual([plain, `${plain}-2`, `${plain}-3`]);
  });

  test('of equal lines are renumbered within their section only', () => {
    const before = idsOf('# One\n: No.\n# Two\n: No.\n: No.\n# Three\n: No.');
    const after = idsOf('# One\n: No.\n: No.\n# Two\n: No.\n: No.\n# Three\n: No.');
    expect(after.filter((_, index) => index !== 1)).toEqual(before);
  });

  test('a derived one gives way to one of the script', () => {
    const [plain] = idsOf(': No.');
    expect(idsOf(`: No.\n(id ${plain ?? ''}): Yes`)).toEqual([`${plain ?? ''}-2`, plain]);
  });

  test('are names of files: unique without case, no separators, short', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .map((words) => words.replace(/[\r\n\u2028\u2029]/g, ' '));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('MIRA', '老周', 'DR. O’NEIL', 'İ'), text), { maxLength: 12 }),
        (lines) => {
          const ids = idsOf(lines.map(([name, words]) => `${name}: ${words}`).join('\n'));
          expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(ids.length);
          for (const id of ids) {
            expect(id).toMatch(/^[\p{L}\p{N}\p{M}_-]+$/u);
            expect(Buffer.byteLength(id)).toBeLessThan(240);
          }
        },
      ),
      property(200, 20_000),
    );
  });

  test('stay with their lines when others come, go and move', () => {
    const word = fc.constantFrom('yes', 'no', 'hello', 'why');
    const line = fc.tuple(fc.constantFrom('MIRA', 'BOB'), fc.array(word, { minLength: 1, maxLength: 5 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { selector: ([name, words]) => `${name} ${words.join(' ')}`, maxLength: 20 }),
        fc.nat(),
        (lines, seed) => {
          const texts = lines.map(([name, words]) => `${name}: ${words.join(' ')}`);
          const ids = new Map(texts.map((text, index) => [text, idsOf(texts.join('\n'))[index]]));
          const moved = texts.filter((_, index) => (seed >> (index % 20)) % 2 === 0).reverse();
          expect(idsOf(moved.join('\n'))).toEqual(moved.map((text) => ids.get(text)));
        },
      ),
      property(100, 10_000),
    );
  });
});
