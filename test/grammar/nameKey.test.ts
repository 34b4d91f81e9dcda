import { describe, expect, it } from 'vitest';
import { nameKey } from '../../grammar/nameKey.ts';

describe('nameKey', () => {
  it.each([
    ['MIRA', 'Mira'],
    ['ＭＩＲＡ', 'mira'],
    ['OLD  MAN', ' old\u3000man '],
    ['Zoë', 'Zoe\u0308'],
    ['老周', '老周 '],
    ['STRASSE', 'straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['ミラ', 'ﾐﾗ'],
    ['ガ', 'ｶﾞ'],
    ['MIRA', '\u200fMIRA\u200e'],
    ['O’NEIL', 'o’neil'],
  ])('%j and %j are one name', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  it.each([
    ['MIRA', 'MIRO'],
    ['OLD MAN', 'OLDMAN'],
    ['Zoë', 'Zoe'],
    ['①', '1'],
  ])('%j and %j are two', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });
});
