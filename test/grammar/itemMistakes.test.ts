import { describe, expect, it } from 'vitest';
import { fixed, lineOf, itMarks } from './marked.ts';

/** The items of `( … )`, without their spans. */
function items(how: string): unknown[] {
  const line = lineOf('cue', `MIRA (${how}): Hello`);
  expect(line.mistakes).toEqual([]);
  return line.groups.flatMap((group) => (group.kind === 'how' ? group.items : [])).map(plain);
}

function plain(item: object): unknown {
  return JSON.parse(
    JSON.stringify(item, (key, value: unknown) => {
      if (key === 'start' || key === 'end') return undefined;
      return typeof value === 'object' && value !== null && 'value' in value && !('form' in value)
        ? value.value
        : value;
    }),
  );
}

const words = (value: string, strength?: number) => ({
  form: 'words',
  words: value,
  quoted: false,
  ...(strength === undefined ? {} : { strength }),
});
const quoted = (value: string, strength?: number) => ({ ...words(value, strength), quoted: true });

describe('items of ( … )', () => {
  it.each([
    ['afraid 0.7', [words('afraid', 0.7)]],
    ['sad 0.4 + calm 0.2', [words('sad', 0.4), words('calm', 0.2)]],
    ['sad .4;calm 1', [words('sad', 0.4), words('calm', 1)]],
    ['愤怒0.5', [words('愤怒', 0.5)]],
    [
      '愤怒０．５，害怕 0.2、惊讶；平静＋低落',
      [words('愤怒', 0.5), words('害怕', 0.2), words('惊讶'), words('平静'), words('低落')],
    ],
    ['angry', [words('angry')]],
    ['terrified 0.5', [words('terrified', 0.5)]],
    ['vector 0 0 0 0 0 0 0.45 0', [{ form: 'vector', weights: [0, 0, 0, 0, 0, 0, 0.45, 0] }]],
    ['like "crying.wav" 0.9', [{ form: 'like', path: 'crying.wav', strength: 0.9 }]],
    ['LIKE “voices/a (1).wav”', [{ form: 'like', path: 'voices/a (1).wav' }]],
    ['像「哭.wav」0.9', [{ form: 'like', path: '哭.wav', strength: 0.9 }]],
    ['"as if sharing a secret" 0.6', [quoted('as if sharing a secret', 0.6)]],
    ['"with , ; + ) ] : “ 1"', [quoted('with , ; + ) ] : “ 1')]],
    ['“说，（悄悄）”0.6', [quoted('说，（悄悄）', 0.6)]],
    ['pleading, close to tears', [words('pleading'), words('close to tears')]],
    ['half-asleep, isn’t sure', [words('half-asleep'), words('isn’t sure')]],
    ['as in: help me', [words('as in: help me')]],
    ['voice breaking', [words('voice breaking')]],
    ['like a child', [words('like a child')]],
    ['take your time', [words('take your time')]],
    ['automatic', [words('automatic')]],
    ['random thoughts', [words('random thoughts')]],
    ['auto', [{ form: 'auto' }]],
    ['auto 0.6', [{ form: 'auto', strength: 0.6 }]],
    ['自动0.6', [{ form: 'auto', strength: 0.6 }]],
    ['random', [{ form: 'random' }]],
    ['随机', [{ form: 'random' }]],
    ['seed 42', [{ form: 'setting', name: 'seed', value: '42' }]],
    ['Take 3', [{ form: 'setting', name: 'take', value: '3' }]],
    ['language zh', [{ form: 'setting', name: 'language', value: 'zh' }]],
    ['voice "other.wav"', [{ form: 'setting', name: 'voice', value: 'other.wav' }]],
    ['engine draft', [{ form: 'setting', name: 'engine', value: 'draft' }]],
    ['id alert_03', [{ form: 'setting', name: 'id', value: 'alert_03' }]],
    ['id 警报-3', [{ form: 'setting', name: 'id', value: '警报-3' }]],
    ['V.O.', [{ form: 'convention', words: 'V.O.' }]],
    [
      "O.S., CONT'D",
      [
        { form: 'convention', words: 'O.S.' },
        { form: 'convention', words: "CONT'D" },
      ],
    ],
    ['CONT’D', [{ form: 'convention', words: 'CONT’D' }]],
    ['on the edge', [words('on the edge')]],
    ['内心激动', [words('内心激动')]],
    ['旁白，愤怒', [{ form: 'convention', words: '旁白' }, words('愤怒')]],
    [
      'sad, seed 3, like "a.wav"',
      [words('sad'), { form: 'setting', name: 'seed', value: '3' }, { form: 'like', path: 'a.wav' }],
    ],
  ])('(%s)', (how, expected) => {
    expect(items(how)).toEqual(expected);
  });

  it.each([
    ...['O.C.', 'V/O', 'on phone', 'into the phone'],
    ...['画外', '旁白', '内心独白', '内心', '内心 OS', '独白', '心声', '心想', '电话里', '电话', '续'],
  ])('(%s) is a convention', (how) => {
    expect(items(how)).toEqual([{ form: 'convention', words: how }]);
  });

  it('stand where they stand', () => {
    expect(lineOf('cue', 'MIRA ( sad 0.4 ,like " a.wav " ): x').groups).toEqual([
      {
        kind: 'how',
        start: 5,
        end: 32,
        items: [
          {
            form: 'words',
            words: { value: 'sad', start: 7, end: 10 },
            quoted: false,
            strength: { value: 0.4, start: 11, end: 14 },
            start: 7,
            end: 14,
          },
          { form: 'like', path: { value: 'a.wav', start: 23, end: 28 }, strength: undefined, start: 16, end: 30 },
        ],
      },
    ]);
  });
});

describe('mistakes in ( … )', () => {
  itMarks([
    ['MIRA (<|afriad 1 2|>): x', 'voice/unreadable-item'],
    ['MIRA (sad, <|a2|>): x', 'voice/unreadable-item'],
    ['MIRA (<|sad: 0.5|>): x', 'voice/item-form'],
    ['MIRA (<|angry0.5|>): x', 'voice/item-form'],
    ['MIRA (<|!?|>): x', 'voice/unreadable-item'],
    ['MIRA (<|sad (very|>)<|)|>: x', 'voice/unreadable-item', 'voice/unexpected-text'],
    ['MIRA (<|vector 1 2 3|>): x', 'voice/vector-length'],
    ['MIRA (<|vector 1, 0, 0|>, sad): x', 'voice/vector-length'],
    ['MIRA (<|vector 0,0,0,0,0,0,0.4,0|>): x', 'voice/item-form'],
    ['MIRA (vector 0 0 0 0 0 0 <|4.5|> 0): x', 'voice/strength-range'],
    ['MIRA (like <|crying.wav|>): x', 'voice/unquoted-path'],
    ['MIRA (like <|my crying.wav|> 0.9): x', 'voice/unquoted-path'],
    ['MIRA (voice <|other.wav|>): x', 'voice/unquoted-path'],
    ['老周（像<|哭.wav|>）：x', 'voice/unquoted-path'],
    ['MIRA (<|crying.wav|>): x', 'voice/file-without-like'],
    ['MIRA (like "<|a\\b.wav|>"): x', 'voice/backslash-in-path'],
    ['MIRA (<|like ""|>): x', 'voice/empty-quotes'],
    ['MIRA (<|“”|>): x', 'voice/empty-quotes'],
    [
      'MIRA (<|like|>, <|seed|>, <|voice|>): x',
      'voice/item-without-value',
      'voice/item-without-value',
      'voice/item-without-value',
    ],
    ['（<|ｌｉｋｅ|>）：x', 'voice/item-without-value'],
    ['MIRA (sad <|1.5|>): x', 'voice/strength-range'],
    ['MIRA (sad <|70|>): x', 'voice/strength-range'],
    ['MIRA (sad <|-0.5|>): x', 'voice/strength-range'],
    ['MIRA (auto <|2|>): x', 'voice/strength-range'],
    ['MIRA (like "a.wav" <|9|>): x', 'voice/strength-range'],
    ['MIRA (sad <|70%|>): x', 'voice/percent-strength'],
    ['MIRA (seed <|-1|>): x', 'voice/seed-range'],
    ['MIRA (seed <|1.5|>): x', 'voice/seed-range'],
    ['MIRA (seed <|99999999999|>): x', 'voice/seed-range'],
    ['MIRA (<|seed 1 2|>): x', 'voice/seed-range'],
    ['MIRA (take <|0|>): x', 'voice/take-range'],
    ['MIRA (id <|a/b|>): x', 'voice/id-form'],
    ['MIRA (<|id alert 03|>): x', 'voice/id-form'],
    ['MIRA (seed 1) (sad, <|seed 2|>): x', 'voice/repeated-item'],
    ['MIRA (<|2.4s|>): x', 'voice/time-in-round-brackets'],
    ['MIRA (<|beat|>): x', 'voice/pause-in-brackets'],
    ['MIRA <|()|>: x', 'voice/empty-brackets'],
    ['老周<|（　）|>：x', 'voice/empty-brackets'],
    ['MIRA (sad,<|,|> calm<|,|>): x', 'voice/extra-separator', 'voice/extra-separator'],
    ['MIRA (<|,|>sad): x', 'voice/extra-separator'],
    ['MIRA (like <|"|>crying.wav 0.9): x', 'voice/unclosed-quote'],
    ['MIRA (like <|"|>crying.wav 0.9): He said "no".', 'voice/unclosed-quote'],
    ['老周（<|“|>悄悄）：x', 'voice/unclosed-quote'],
  ]);

  // None of these may pass as a description of the emotion.
  itMarks([
    ['MIRA (<|take two|>): x', 'voice/take-range'],
    ['MIRA (<|id a b|>): x', 'voice/id-form'],
    ['MIRA (<|seed abc|>): x', 'voice/seed-range'],
    ['MIRA (<|seed|>): x', 'voice/item-without-value'],
    ['MIRA (<|language|>): x', 'voice/item-without-value'],
    ['MIRA (<|language Brazilian Portuguese|>): x', 'voice/setting-value'],
    ['MIRA (<|engine the fast one|>): x', 'voice/setting-value'],
    ['MIRA (<|language: zh|>): x', 'voice/item-form'],
    ['MIRA (<|langauge zh|>): x', 'voice/item-form'],
    ['MIRA (<|lang zh|>): x', 'voice/item-form'],
    ['MIRA (<|enigne draft|>): x', 'voice/item-form'],
    ['MIRA (<|sede 42|>): x', 'voice/item-form'],
    ['MIRA (<|sad=0.4|>): x', 'voice/item-form'],
    ['MIRA (<|sad=high|>): x', 'voice/unreadable-item'],
    ['MIRA (<|sad*0.4|>): x', 'voice/item-form'],
    ['MIRA (<|mood: sad|>): x', 'voice/item-form'],
    ['MIRA (<|0.4 sad|>): x', 'voice/item-form'],
    ['老周（<|种子 4|>）：好', 'voice/item-form'],
    ['老周（<|种子 四|>）：好', 'voice/item-form'],
    ['老周（<|种子|>）：好', 'voice/unreadable-item'],
    ['老周（<|第二遍|>）：好', 'voice/item-form'],
    ['老周（<|情绪：悲伤|>）：好', 'voice/item-form'],
    ['老周（<|两秒|>）：好', 'voice/time-in-round-brackets'],
    ['MIRA (<|two seconds|>): x', 'voice/time-in-round-brackets'],
    ['MIRA (<|pause 1s|>): x', 'voice/pause-in-brackets'],
    ['老周（<|停顿两秒|>）：好', 'voice/pause-in-brackets'],
    ['MIRA (<|speed 0.9|>): x', 'voice/no-such-item'],
    ['MIRA (<|gain -3dB|>): x', 'voice/no-such-item'],
    ['老周（<|语速1.2|>）：好', 'voice/no-such-item'],
  ]);

  it.each(['语言粗俗', 'second thoughts', 'for a few seconds', 'take care', 'languid', 'engaging', 'voice low'])(
    '(%s) is a description',
    (how) => {
      expect(items(how)).toEqual([words(how)]);
    },
  );

  it('say what was meant', () => {
    expect(fixed('MIRA (take two): x')).toEqual(['MIRA (take 2): x']);
    expect(fixed('MIRA (id a b): x')).toEqual(['MIRA (id a_b): x']);
    expect(fixed('MIRA (id a/b): x')).toEqual(['MIRA (id a_b): x']);
    expect(fixed('MIRA (sad=0.4): x')).toEqual(['MIRA (sad 0.4): x']);
    expect(fixed('MIRA (0.4 sad): x')).toEqual(['MIRA (sad 0.4): x']);
    expect(fixed('MIRA (sad-0.4): x')).toEqual(['MIRA (sad 0.4): x']);
    expect(fixed('MIRA (seed: 42): x')).toEqual(['MIRA (seed 42): x']);
    expect(fixed('MIRA (voice: other.wav): x')).toEqual(['MIRA (voice "other.wav"): x']);
    expect(fixed('MIRA (vector [0 0 0 0 0 0 0.4 0]): x')).toEqual(['MIRA (vector 0 0 0 0 0 0 0.4 0): x']);
    expect(fixed('MIRA (vector 0,0,0,0,0,0,0.4,0): x')).toEqual(['MIRA (vector 0 0 0 0 0 0 0.4 0): x']);
    expect(fixed("MIRA (like 'a.wav'): x")).toEqual(['MIRA (like "a.wav"): x']);
    expect(fixed('老周（悲伤，0.4）：好')).toEqual(['老周（悲伤 0.4）：好']);
    expect(fixed('老周（悲伤百分之四十）：好')).toEqual(['老周（悲伤 0.4）：好']);
    expect(fixed('老周（种子 四）：好')).toEqual(['老周（seed 4）：好']);
    expect(fixed('老周（种子4）：好')).toEqual(['老周（seed 4）：好']);
    expect(fixed('老周（第三遍）：好')).toEqual(['老周（take 3）：好']);
    expect(fixed('老周（两秒）：好')).toEqual(['老周[2s]：好']);
  });

  it('are mended', () => {
    expect(fixed('MIRA (like crying.wav 0.9): x')).toEqual(['MIRA (like "crying.wav" 0.9): x']);
    expect(fixed('MIRA (crying.wav): x')).toEqual(['MIRA (like "crying.wav"): x']);
    expect(fixed('MIRA (sad 70%): x')).toEqual(['MIRA (sad 0.7): x']);
    expect(fixed('MIRA (sad 7): x')).toEqual(['MIRA (sad 0.7): x']);
    expect(fixed('MIRA (sad: 0.5): x')).toEqual(['MIRA (sad 0.5): x']);
    expect(fixed('MIRA (angry0.5): x')).toEqual(['MIRA (angry 0.5): x']);
    expect(fixed('MIRA (2.4s): x')).toEqual(['MIRA [2.4s]: x']);
    expect(fixed('MIRA (like "a\\b.wav"): x')).toEqual(['MIRA (like "a/b.wav"): x']);
    expect(fixed('老周（“悄悄）：x')).toEqual(['老周（“悄悄”）：x']);
    expect(fixed('MIRA (sad,): x')).toEqual(['MIRA (sad): x']);
  });

  it('leave the line a cue, and the other items as they are', () => {
    expect(lineOf('cue', 'MIRA (sad, a 1 2, seed 3): x').groups).toMatchObject([
      { items: [{ form: 'words' }, { form: 'mistake', start: 11, end: 16 }, { form: 'setting' }] },
    ]);
  });
});
