import { describe, expect, it } from 'vitest';
import type { Inline } from '../../grammar/tree.ts';
import { fixed, lineOf, itMarks } from './marked.ts';

/** What stands in spoken text, each with what it covers. */
function spoken(text: string): unknown[] {
  const line = lineOf('cue', `A:${text}`);
  expect(line.mistakes).toEqual([]);
  return line.spoken.map((inline) => [inline.kind, line.text.slice(inline.start, inline.end)]);
}

function first(text: string): Inline | undefined {
  return lineOf('cue', `A:${text}`).spoken[0];
}

describe('spoken text', () => {
  it('is covered without gaps', () => {
    expect(spoken(' It’s {mark door}behind *us {beat}* <行|HANG2> \\* [[note]] end ')).toEqual([
      ['text', 'It’s '],
      ['mark', '{mark door}'],
      ['text', 'behind '],
      ['stress', '*us {beat}*'],
      ['text', ' '],
      ['pronunciation', '<行|HANG2>'],
      ['text', ' '],
      ['escape', '\\*'],
      ['text', ' '],
      ['note', '[[note]]'],
      ['text', ' end '],
    ]);
  });

  it.each([
    ['{pause 400ms}', { kind: 'pause', seconds: 0.4 }],
    ['｛停顿　４００毫秒｝', { kind: 'pause', seconds: 0.4 }],
    ['{停顿1.5秒}', { kind: 'pause', seconds: 1.5 }],
    ['{ Beat }', { kind: 'pause', seconds: 0.3 }],
    ['{mark door-2}', { kind: 'mark', name: { value: 'door-2' } }],
    ['{mark 门}', { kind: 'mark', name: { value: '门' } }],
    [
      '{angry 0.5}',
      {
        kind: 'manner',
        items: [{ form: 'words', quoted: false, words: { value: 'angry' }, strength: { value: 0.5 } }],
      },
    ],
    [
      '{angry 0.5 + sad, language es}',
      { kind: 'manner', items: [{ form: 'words' }, { form: 'words' }, { form: 'setting', name: 'language' }] },
    ],
    [
      '{"softly } now" 0.4}',
      { kind: 'manner', items: [{ form: 'words', quoted: true, words: { value: 'softly } now' } }] },
    ],
    ['{“轻｝声”}', { kind: 'manner', items: [{ form: 'words', quoted: true }] }],
    ['{}', { kind: 'manner', items: [] }],
    [
      '<minute|M IH1 . N AH0 T>',
      { kind: 'pronunciation', written: { value: 'minute' }, says: { value: 'M IH1 . N AH0 T' } },
    ],
    ['《行｜HANG2》', { kind: 'pronunciation', written: { value: '行' }, says: { value: 'HANG2' } }],
    ['<GIF|jif>', { kind: 'pronunciation', says: { value: 'jif', start: 7, end: 10 } }],
    ['*never*', { kind: 'stress', spoken: [{ kind: 'text', value: 'never', start: 3, end: 8 }] }],
    ['＊绝不＊', { kind: 'stress', spoken: [{ kind: 'text', value: '绝不' }] }],
    ['**never**', { kind: 'stress', spoken: [{ value: 'never' }] }],
    ['[[check with legal]]', { kind: 'note', value: 'check with legal' }],
    ['【【银行】】', { kind: 'note', value: '银行' }],
    ['[[a [b] c]]', { kind: 'note', value: 'a [b] c' }],
    ['\\{', { kind: 'escape', value: '{' }],
    ['＼｛', { kind: 'escape', value: '｛' }],
    ['\\🎭', { kind: 'escape', value: '🎭' }],
  ])('%s', (text, expected) => {
    expect(first(text)).toMatchObject({ ...expected, start: 2, end: 2 + text.length });
    expect(spoken(text)).toHaveLength(1);
  });

  it.each([
    'I <3 you',
    '《红楼梦》好看',
    'a < b > c',
    '<hello>',
    'a <b|c',
    '// # @ ( [ - ~ ! > : “quoted” "quoted"',
    '5 * 3 = 15',
    '2 * 3*',
    'five stars *****',
    '**a*',
    '* a*',
    'a\\b \\',
    'a } b ] c ]]',
    '[x] (y) 【z】',
    'NUL \0, astral 𠮷🎭, bidi \u202e\u2066, line separator \u2028',
    '《Speak》 《Voice》',
  ])('%j is spoken as it stands', (text) => {
    expect(spoken(text.startsWith('[') ? `a ${text}` : text).map((inline) => (inline as string[])[0])).toEqual([
      'text',
    ]);
  });
});

describe('mistakes in spoken text', () => {
  itMarks([
    ['A: a <|{|>b', 'voice/unclosed-brace'],
    ['A: a <|{|>b {beat} c', 'voice/unclosed-brace'],
    ['A: <|{{{|>b', 'voice/unclosed-brace'],
    ['A: {<|user.name|>}', 'voice/unknown-inline'],
    ['A: {<|0|>}', 'voice/unknown-inline'],
    ['A: <|{{$x}}|>', 'voice/unknown-inline'],
    ['A: {sad}b{<|/sad|>} c', 'voice/item-form'],
    ['A: 银<行|<|háng|>>', 'voice/pinyin-tone'],
    ['A: 银<行|<|hang|>>', 'voice/pinyin-tone'],
    ['A: a <|[[|>b', 'voice/unclosed-note'],
    ['A: a <|<break/>|> b', 'voice/ssml'],
    ['A: a <|<break time="500ms"/>|> b', 'voice/ssml'],
    ['A: <|<emphasis level="strong">|>b<|</emphasis>|>', 'voice/ssml', 'voice/ssml'],
    ['A: <|<say-as interpret-as="date">|>b', 'voice/ssml'],
    ['A: <|<amazon:effect name="whispered">|>b', 'voice/ssml'],
    ['A: <|{pause}|>', 'voice/pause-form'],
    ['A: <|{pause 400}|>', 'voice/pause-form'],
    ['A: <|{pause -400ms}|>', 'voice/pause-form'],
    ['A: <|{停顿}|>', 'voice/pause-form'],
    ['A: <|{beat 2}|>', 'voice/pause-form'],
    ['A: <|{pause 0s}|>', 'voice/zero-pause'],
    ['A: <|{pause 100000s}|>', 'voice/too-long'],
    ['A: <|{mark}|>', 'voice/mark-name'],
    ['A: <|{mark 2nd}|>', 'voice/mark-name'],
    ['A: <|{mark two words}|>', 'voice/mark-name'],
    ['A: {<|seed 3|>}', 'voice/not-within-text'],
    ['A: {<|V.O.|>}', 'voice/not-within-text'],
    ['A: {like <|a.wav|>}', 'voice/unquoted-path'],
    ['A: {angry <|5|>}', 'voice/strength-range'],
    ['A: {angry<|,|>}', 'voice/extra-separator'],
    ['A: {language es, <|language zh|>}', 'voice/repeated-item'],
    ['A: a <|< |x>|>', 'voice/empty-pronunciation'],
    ['A: a <|<x| >|>', 'voice/empty-pronunciation'],
    ['A: <银行|<|HANG2|>>', 'voice/pinyin-count'],
    ['A: <行|<|HENGG2|>>', 'voice/unknown-pinyin'],
    ['A: <minute|M IH1 . <|NN|> AH0 T>', 'voice/unknown-phone'],
    ['A: *{<|0|>}*', 'voice/unknown-inline'],
    ['A: a <|(beat)|> b', 'voice/pause-in-brackets'],
    ['A: <|( Pause )|> b', 'voice/pause-in-brackets'],
    ['老周：<|（停顿）|>好', 'voice/pause-in-brackets'],
  ]);

  itMarks([
    ['MIRA: <|(sad)|> Hello', 'voice/group-after-colon'],
    ['MIRA: <|[2.4s]|> Hello', 'voice/group-after-colon'],
    ['老周：<|（笑）|>你好', 'voice/group-after-colon'],
    [': <|[sighs]|> Hello', 'voice/group-after-colon'],
  ]);

  it('are mended', () => {
    expect(fixed('MIRA: (sad) Hello')).toEqual(['MIRA (sad): Hello', 'MIRA: [[sad]] Hello']);
    expect(fixed('(calm): (sad) Hello')).toEqual(['(calm) (sad): Hello', '(calm): [[sad]] Hello']);
    expect(fixed(': (sad) Hello')).toEqual(['(sad): Hello', ': [[sad]] Hello']);
    expect(fixed('MIRA: [sighs] Hello')).toEqual(['MIRA: [[sighs]] Hello']);
    expect(fixed('MIRA: Hello (beat) you')).toEqual(['MIRA: Hello {beat} you']);
    expect(fixed('MIRA: a <break time="500ms"/> b')).toEqual(['MIRA: a {pause 500ms} b', 'MIRA: a  b']);
    expect(fixed('MIRA: a <mark name="door"/> b')).toEqual(['MIRA: a {mark door} b', 'MIRA: a  b']);
    expect(fixed('MIRA: a {b')).toEqual(['MIRA: a \\{b']);
    expect(fixed('MIRA: a [[b')).toEqual(['MIRA: a [[b]]', 'MIRA: a \\[\\[b']);
    expect(fixed('MIRA: a {{name}} b')).toEqual(['MIRA: a \\{\\{name}} b']);
    expect(fixed('A: {sad}b{/sad} c')).toEqual(['A: {sad}b{} c']);
    expect(fixed('A: <银行|yín háng>')).toEqual(['A: <银行|YIN2 HANG2>']);
    expect(fixed('A: <女|nǚ>')).toEqual(['A: <女|NV3>']);
    expect(fixed('MIRA: a {user.name} b')).toEqual(['MIRA: a \\{user.name} b']);
    expect(fixed('MIRA: {pause -1s} b')).toEqual(['MIRA: {pause 1s} b']);
    expect(fixed('MIRA: {pause two seconds} b')).toEqual(['MIRA: {pause 2s} b']);
    expect(fixed('MIRA: {1s} b')).toEqual(['MIRA: {pause 1s} b']);
    expect(fixed('老周：好{停顿两秒}吧')).toEqual(['老周：好{pause 2s}吧']);
    expect(fixed('老周：好{静默1秒}吧')).toEqual(['老周：好{pause 1s}吧']);
    expect(fixed('MIRA: {pause 400}')).toEqual(['MIRA: {pause 400s}', 'MIRA: {pause 400ms}']);
  });
});
