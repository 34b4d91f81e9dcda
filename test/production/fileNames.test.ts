import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName, safeFileNames } from '../../production/fileNames.ts';
import { property } from '../runs.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    'CON',
    'con.txt',
    'LPT1',
    'NUL.',
    'a/b\\c',
    '..',
    '.',
    '',
    ' x. ',
    '-rf',
    '~',
    'a:b',
    '\u202eabc',
    '🎭'.repeat(80),
  ),
);

describe('names of files', () => {
  it.each([
    ['alert_03', 'alert_03'],
    ['Platform four', 'Platform four'],
    ['老周-银行已经关门了', '老周-银行已经关门了'],
    ['What? "No": a/b\\c*<d>|e', 'What_ _No__ a_b_c__d__e'],
    ['con', '_con'],
    ['Com1.wav', '_Com1.wav'],
    ['console', 'console'],
    ['..', '_'],
    ['', '_'],
    [' the end. ', 'the end'],
    ['-rf', '_-rf'],
    ['e\u0301', '\u00e9'],
    ['a\u0000b\u202ec\ud800', 'a_b_c_'],
  ])('%j becomes %j', (text, name) => {
    expect(safeFileName(text)).toBe(name);
  });

  it('are taken by every file system', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const name = safeFileName(text);
        expect(Buffer.byteLength(name)).toBeGreaterThan(0);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(110);
        expect(name).toBe(name.normalize('NFC'));
        expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f-\u009f]|^[\s.~-]|[\s.]$/u);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(safeFileName(name)).toBe(name);
      }),
      property(1000, 100_000),
    );
  });

  it('differ where file systems would take them for one', () => {
    const names = safeFileNames(['Alert', 'alert', 'ＡＬＥＲＴ', 'other', 'a?', 'a*']);
    expect(new Set(names.map((name) => name.normalize('NFKC').toLowerCase())).size).toBe(6);
    expect(names[3]).toBe('other');
  });

  it('do not depend on the order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(nasty, { maxLength: 12 }), (texts) => {
        const names = safeFileNames(texts);
        const folded = names.map((name) => name.normalize('NFKC').toUpperCase().toLowerCase());
        expect(new Set(folded).size).toBe(texts.length);
        const backwards = safeFileNames([...texts].reverse()).reverse();
        expect(backwards).toEqual(names);
      }),
      property(300, 100_000),
    );
  });

  it('differ for texts that begin alike', () => {
    const long = 'long '.repeat(50);
    const [one, two] = safeFileNames([`${long}1`, `${long}2`]);
    expect(one).not.toBe(two);
  });
});
