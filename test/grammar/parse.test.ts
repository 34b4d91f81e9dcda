import { describe, expect, it } from 'vitest';
import { parse } from '../../grammar/parse.ts';
import { lineOf, onlyLine } from './marked.ts';

const kinds = (text: string) => parse(text).lines.map(({ kind }) => kind);
const codes = (text: string) => parse(text).lines.map(({ mistakes }) => mistakes.map(({ code }) => code));

describe('lines', () => {
  it.each([
    ['# One', 'heading'],
    ['＃ 第一章', 'heading'],
    ['#One', 'heading'],
    ['> Rain.', 'action'],
    ['＞下雨了。', 'action'],
    ['》下雨了。', 'action'],
    ['// a comment', 'comment'],
    ['／／注释', 'comment'],
    ['~ 1.2s', 'pause'],
    ['～ 1.2秒', 'pause'],
    ['! rain.wav', 'sound'],
    ['！雨.wav', 'sound'],
    ['@language zh', 'setting'],
    ['＠language zh', 'setting'],
    ['  goes on', 'continuation'],
    ['\tgoes on', 'continuation'],
    ['　接着说', 'continuation'],
    ['\u00a0\u00a0goes on', 'continuation'],
    [' \tgoes on', 'continuation'],
    ['MIRA: Hello', 'cue'],
    ['老周：你好', 'cue'],
    [': narration', 'cue'],
    ['：旁白', 'cue'],
    ['(sad): narration', 'cue'],
    ['[2s]: narration', 'cue'],
    ['', 'blank'],
    ['   ', 'blank'],
    ['\u3000\u00a0\t', 'blank'],
    ['Hello there', 'unknown'],
    [' MIRA: Hello', 'unknown'],
    ['---', 'fence'],
    ['----', 'unknown'],
    ['12:30 he came', 'unknown'],
    ['/ not a comment', 'unknown'],
  ])('%j is %s', (text, kind) => {
    expect(onlyLine(text).kind).toBe(kind);
  });

  it('reads what is written in full width as its ASCII twin', () => {
    const wide = onlyLine('ＭＩＲＡ（ａｎｇｒｙ　０．５）［２．４ｓ］：｛ｐａｕｓｅ　４００ｍｓ｝ｈｉ');
    const narrow = onlyLine('MIRA(angry 0.5)[2.4s]:{pause 400ms}hi');
    expect(wide.mistakes).toEqual([]);
    expect(withoutText(wide)).toEqual(withoutText(narrow));
  });

  function withoutText(line: object): unknown {
    return JSON.parse(
      JSON.stringify(line, (key, value: unknown) => (key === 'value' || key === 'text' ? typeof value : value)),
    );
  }

  it('reads headings of three levels', () => {
    expect(lineOf('heading', '## Platform four ')).toMatchObject({
      level: 2,
      title: { value: 'Platform four', start: 3, end: 16 },
    });
    expect(lineOf('heading', '###').title).toEqual({ value: '', start: 3, end: 3 });
  });

  it('reads comments that silence problems', () => {
    expect(lineOf('comment', '// tableread-ignore voice/unknown-speaker, voice/x-1 because').ignores).toEqual([
      { value: 'voice/unknown-speaker', start: 20, end: 41 },
      { value: 'voice/x-1', start: 43, end: 52 },
    ]);
    expect(lineOf('comment', '// tableread-ignored voice/x').ignores).toEqual([]);
    expect(lineOf('comment', '//  words ').content).toEqual({ value: 'words', start: 4, end: 9 });
  });

  it.each([
    ['~ 1.2s', 1.2],
    ['~ 300ms', 0.3],
    ['~300 ms', 0.3],
    ['~ -300ms', -0.3],
    ['~ −.5s', -0.5],
    ['～　１．２秒', 1.2],
    ['~ 400毫秒', 0.4],
    ['~ 0s', 0],
  ])('%s is a pause', (text, seconds) => {
    expect(lineOf('pause', text)).toMatchObject({ seconds: { value: seconds }, mistakes: [] });
  });

  it('reads sounds', () => {
    expect(lineOf('sound', '! door.wav [at door] (gain -6dB)')).toMatchObject({
      path: { value: 'door.wav', start: 2, end: 10 },
      groups: [
        { kind: 'when', time: { form: 'atMark', mark: { value: 'door' }, seconds: 0 }, start: 11, end: 20 },
        { kind: 'options', gain: { value: -6, start: 27, end: 31 }, under: false, start: 21, end: 32 },
      ],
      mistakes: [],
    });
    expect(lineOf('sound', '! "rain (heavy).wav" (under, gain +3 dB)')).toMatchObject({
      path: { value: 'rain (heavy).wav', start: 3, end: 19 },
      groups: [{ kind: 'options', gain: { value: 3 }, under: true }],
      mistakes: [],
    });
    expect(lineOf('sound', '！“雨 （大）.wav”（under）')).toMatchObject({
      path: { value: '雨 （大）.wav' },
      groups: [{ under: true }],
      mistakes: [],
    });
    expect(lineOf('sound', '! sounds/rain and wind.wav(under)').path?.value).toBe('sounds/rain and wind.wav');
  });

  it('reads settings', () => {
    expect(lineOf('setting', '@Language  zh ')).toMatchObject({
      name: { value: 'language', start: 1, end: 9 },
      value: { value: 'zh', start: 11, end: 13 },
      mistakes: [],
    });
    expect(lineOf('setting', '＠ｇａｐ　４００ｍｓ')).toMatchObject({
      name: { value: 'gap' },
      value: { value: '400ms' },
    });
  });

  it.each([
    ['MIRA: a: b', 'MIRA'],
    ['OLD MAN: x', 'OLD MAN'],
    ["DR. O'NEIL: x", "DR. O'NEIL"],
    ['2B: x', '2B'],
    ['老周：x', '老周'],
    ['MIRA  (sad): x', 'MIRA'],
    ['MIRA[2s] : x', 'MIRA'],
    ['a'.repeat(40) + ': x', 'a'.repeat(40)],
    ['𠮷'.repeat(40) + ': x', '𠮷'.repeat(40)],
  ])('%j has the name %j', (text, name) => {
    expect(lineOf('cue', text)).toMatchObject({ name: { value: name, start: 0 }, mistakes: [] });
  });

  it('takes groups in any order and number', () => {
    expect(lineOf('cue', '[at 0:12.5] (sad) [2.4s](seed 4): x')).toMatchObject({
      name: undefined,
      groups: [{ kind: 'when' }, { kind: 'how' }, { kind: 'when' }, { kind: 'how' }],
      colon: { start: 32, end: 33 },
      mistakes: [],
    });
  });

  it('sees past marks without a shape of their own', () => {
    expect(lineOf('cue', '\u200f\u202bMIRA\u200f (\u200esad\u200e): hi').name).toEqual({
      value: 'MIRA',
      start: 2,
      end: 6,
    });
    expect(lineOf('heading', '\ufeff# One').title.value).toBe('One');
    expect(lineOf('pause', '\u200e~ 1s').seconds?.value).toBe(1);
  });

  it('goes on with the cue above', () => {
    expect(codes('MIRA: a\n  b\n\n \n\tc')).toEqual([[], [], [], [], []]);
    expect(codes('# One\n  b\n  c')).toEqual([[], ['voice/orphan-continuation'], ['voice/orphan-continuation']]);
    expect(codes('MIRA: a\n> b\n  c')[2]).toEqual(['voice/orphan-continuation']);
    expect(codes('MIRA: a\n// b\n  c')[2]).toEqual(['voice/orphan-continuation']);
    expect(codes('  a')).toEqual([['voice/orphan-continuation']]);
    expect(codes('---\n---\n  a')[2]).toEqual(['voice/orphan-continuation']);
  });

  it('says one mistake once: what goes on with a line that could not be read is no orphan', () => {
    expect(codes('MIRA Hello\n  there')).toEqual([['voice/unknown-line'], []]);
  });

  it('marks the indentation of an orphan, and mends it', () => {
    const { mistakes } = lineOf('continuation', '   a');
    expect(mistakes).toMatchObject([
      { start: 0, end: 3, fixes: [{ edits: [{ newText: ': ' }] }, { edits: [{ newText: '> ' }] }] },
    ]);
  });
});

describe('front matter', () => {
  it('lies between the fences', () => {
    const tree = parse('---\ntitle: x\n# y\n---\nMIRA: hi');
    expect(tree.frontMatterLines).toBe(4);
    expect(tree.lines.map(({ kind }) => kind)).toEqual(['fence', 'frontMatter', 'frontMatter', 'fence', 'cue']);
    expect(tree.lines).toMatchObject([{ opens: true }, {}, {}, { opens: false }, {}]);
  });

  it('may stand after a byte-order mark, with space after the fences', () => {
    expect(parse('\ufeff--- \r\n\r\n---\t\r\n').frontMatterLines).toBe(3);
  });

  it('ends at once when it is empty', () => {
    expect(parse('---\n---').frontMatterLines).toBe(2);
  });

  it('without an end is a mistake of line 1; the rest is script', () => {
    const tree = parse('---\ntitle: x\nMIRA: hi\n----\n --- ');
    expect(tree.frontMatterLines).toBe(0);
    expect(tree.lines[0]).toMatchObject({
      kind: 'fence',
      opens: true,
      mistakes: [{ code: 'voice/unclosed-front-matter', start: 0, end: 3 }],
    });
    expect(tree.lines.slice(1).map(({ kind }) => kind)).toEqual(['cue', 'cue', 'unknown', 'unknown']);
  });

  it('is none unless it starts on line 1', () => {
    expect(kinds('\n---\n---')).toEqual(['blank', 'unknown', 'unknown']);
  });
});

describe('line ends', () => {
  it('are LF, CRLF and CR, nothing else', () => {
    const text = 'A: a\nB: b\r\nC: c\rD: d\u2028e\u2029f\u0085g\vh\fi\0j\n\r\r\n';
    expect(parse(text).lines.map((line) => line.text + JSON.stringify(line.ending))).toEqual([
      'A: a"\\n"',
      'B: b"\\r\\n"',
      'C: c"\\r"',
      'D: d\u2028e\u2029f\u0085g\vh\fi\0j"\\n"',
      '"\\r"',
      '"\\r\\n"',
      '""',
    ]);
  });

  it('leave an empty text one blank line', () => {
    expect(kinds('')).toEqual(['blank']);
  });
});
