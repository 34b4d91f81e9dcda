import { describe, expect, it } from 'vitest';
import { pronunciation } from '../../grammar/pronunciation.ts';

describe('pronunciation', () => {
  it.each([
    ['行', 'HANG2', ['HANG2']],
    ['银行', 'yin2 hang2', ['YIN2', 'HANG2']],
    ['银行', 'YIN2HANG2', ['YIN2', 'HANG2']],
    ['女', 'nü3', ['NV3']],
    ['女', 'nu:3', ['NV3']],
    ['女', 'NV3', ['NV3']],
    ['嗯', 'en5', ['EN5']],
    ['儿', 'er2', ['ER2']],
    ['AA制', 'ei1 ei1 zhi4', ['EI1', 'EI1', 'ZHI4']],
    ['行', 'ＨＡＮＧ２', ['HANG2']],
  ])('%s|%s is pinyin', (written, says, syllables) => {
    expect(pronunciation(written, says)).toEqual({ value: { kind: 'pinyin', syllables }, mistakes: [] });
  });

  it.each([
    ['minute', 'M IH1 . N AH0 T'],
    ['minute', 'm ih1 n ah0 t'],
    ['err', 'ER1'],
    ['行', 'HH IH1 NG'],
  ])('%s|%s is phones', (written, says) => {
    expect(pronunciation(written, says)).toEqual({
      value: { kind: 'phones', phones: says.toUpperCase().split(' ') },
      mistakes: [],
    });
  });

  it.each([
    ['GIF', 'jif'],
    ['Ueno', 'OO eh no'],
    ['sh', 'SH'],
    ['行', '航'],
    ['生', 'なま'],
    ['R2', 'are 2'],
  ])('%s|%s is a respelling', (written, says) => {
    expect(pronunciation(written, says)).toEqual({ value: { kind: 'respelling', text: says }, mistakes: [] });
  });

  it.each([
    ['行', '  ', 'voice/empty-pronunciation', 0, 2],
    ['银行', 'HANG2', 'voice/pinyin-count', 0, 5],
    ['行', 'YIN2 HANG2', 'voice/pinyin-count', 0, 10],
    ['银行', 'YIN2 HENGG2', 'voice/unknown-pinyin', 5, 11],
    ['行', 'HANG9', 'voice/unknown-pinyin', 0, 5],
  ])('%s|%s is a mistake', (written, says, code, start, end) => {
    expect(pronunciation(written, says)).toMatchObject({
      value: undefined,
      mistakes: [{ code, start, end, severity: 'error' }],
    });
  });

  it('warns of what is nearly phones', () => {
    expect(pronunciation('minute', 'M IH1 . NN AH0 T')).toMatchObject({
      value: { kind: 'respelling' },
      mistakes: [{ code: 'voice/unknown-phone', start: 8, end: 10, severity: 'warning' }],
    });
  });
});
