import fc from 'fast-check';
import type { Edit } from '../../grammar/tree.ts';

// Scripts to try the parser with: realistic ones, broken ones, and garbage that is made of what the language is made of.

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const name = oneOf('MIRA', '老周', 'OLD MAN', "DR. O'NEIL", '2B', 'NARRATOR', 'ＭＩＲＡ', '旁白', 'Zoë', '');
const number = oneOf('0.5', '1', '0', '.25', '2.4', '120', '１．２', '1e999', '99999999999999999999', '-3', '007');
const file = oneOf('"a.wav"', '“哭.wav”', '"voices/mira (1).wav" 0.9', 'a.wav', '"a\\b.wav"', '"unclosed');
const code = oneOf('0:12.5', '12.5', '1:02:03.004', '01:00:00:12', '01:01:00;02', '00:00:12,500', '0:75', '-0:12');
const duration = fc.tuple(number, oneOf('s', 'ms', '秒', '毫秒', ' s', '')).map((parts) => parts.join(''));

const item = fc.oneof(
  fc
    .tuple(
      oneOf('afraid', '愤怒', 'sad', 'terrified', 'close to tears', 'auto', '自动', '"as if, (softly)"'),
      oneOf('', ' 0.4', '0.5'),
    )
    .map((parts) => parts.join('')),
  fc.tuple(oneOf('like ', '像', 'voice '), file).map((parts) => parts.join('')),
  fc.tuple(oneOf('seed', 'take', 'language', 'engine', 'id', 'vector'), number).map((parts) => parts.join(' ')),
  oneOf(
    'random',
    '随机',
    'V.O.',
    "CONT'D",
    '内心独白',
    'on the phone',
    'vector 0 0 0 0 0 0 0.45 0',
    'language zh',
    '',
    'afriad 1 2',
  ),
);
const items = fc
  .array(item, { maxLength: 3 })
  .chain((all) => oneOf(', ', '; ', ' + ', '，', '、').map((separator) => all.join(separator)));
const time = fc.oneof(
  duration,
  fc.tuple(number, oneOf('x', '%', '倍', ' tokens')).map((parts) => parts.join('')),
  fc.tuple(oneOf('max ', '最多'), duration).map((parts) => parts.join('')),
  fc
    .tuple(oneOf('at ', 'at +', 'at door ', 'at door +', 'at '), fc.oneof(duration, code, oneOf('')))
    .map((parts) => parts.join('')),
  fc.tuple(code, oneOf(' - ', '–', ' --> ', '~', '——'), code).map((parts) => parts.join('')),
);
const group = fc.oneof(
  items.map((inside) => `(${inside})`),
  items.map((inside) => `（${inside}）`),
  time.map((inside) => `[${inside}]`),
  time.map((inside) => `【${inside}】`),
  oneOf('(', ')', '[', ']', '()', '[]', 'whispers'),
);

const inline = fc.oneof(
  {
    arbitrary: oneOf(
      'Did you hear that? ',
      '银行已经关门了。',
      'I <3 you ',
      '《红楼梦》',
      "it's ",
      ' ',
      '//#@([-',
      '🎭𠮷',
    ),
    weight: 3,
  },
  fc.tuple(oneOf('{pause ', '{停顿', '｛停顿　'), duration, oneOf('}', '｝', '')).map((parts) => parts.join('')),
  items.map((inside) => `{${inside}}`),
  oneOf('{beat}', '{}', '{mark door}', '{mark 2}', '{name}', '{user.name}', '{', '}', '{{x}}'),
  oneOf(
    '<行|HANG2>',
    '<银行|HANG2>',
    '<minute|M IH1 . N AH0 T>',
    '<GIF|jif>',
    '<|>',
    '<a|',
    '<break time="1s"/>',
    '</p>',
  ),
  oneOf('*never*', '**so**', '*', ' * ', '*a {beat} b*', '*a'),
  oneOf('[[note]]', '[[', ']]', '【【银行】】', '[x]'),
  oneOf('\\{', '\\', '\\*', '\\🎭', '(beat)', '（停顿）', '(sad) '),
);
const spoken = fc.array(inline, { maxLength: 5 }).map((all) => all.join(''));

const cue = fc
  .tuple(name, fc.array(group, { maxLength: 2 }), oneOf(':', '：', ': ', ' : ', ''), spoken)
  .map(([speaker, groups, colon, text]) => [speaker, ...groups].join(' ').trim() + colon + text);

const otherLine = fc.oneof(
  oneOf(
    '# One',
    '## 第一场',
    '### ',
    '#### four',
    '＃一',
    '> Rain.',
    '＞下雨',
    '// comment',
    '// tableread-ignore voice/x',
  ),
  fc.tuple(oneOf('~ ', '～', '~'), duration).map((parts) => parts.join('')),
  fc
    .tuple(
      oneOf('! ', '！'),
      oneOf('rain.wav', '"rain (1).wav"', '雨.wav', ''),
      fc.array(fc.oneof(group, oneOf('(gain -6dB)', '(under)')), { maxLength: 2 }),
    )
    .map(([mark, path, groups]) => mark + [path, ...groups].join(' ')),
  oneOf('@language zh', '@gap 400ms', '＠mood terrified', '@', '@speaker 老周', '@seed'),
  spoken.map((text) => `  ${text}`),
  spoken.map((text) => `\t${text}`),
  spoken.map((text) => `　${text}`),
  oneOf('', '', '  ', '\u3000', '\u00a0'),
  oneOf(
    '---',
    '－－－',
    '----',
    '--- ',
    'Hello there',
    ' one space',
    '12:30 he came',
    'title: The Last Train',
    '\u200eMIRA: a',
    '\ufeff---',
  ),
);

/** What lines are made of, in any order. */
const garbage = fc
  .array(
    fc.oneof(
      oneOf(...'(){}[]<>|"“”「」:;,+*\\~!@#-–—.0123456789%sx '.split('')),
      oneOf(...'（）｛｝［］【】《》｜＂：；，、＋＊＼～！＠＃－．０９％　'.split('')),
      oneOf('at', 'max', 'like', 'auto', 'pause', 'mark', '像', '停顿', '最多', '秒', '-->', '[[', ']]', 'wav'),
      oneOf(
        '\0',
        '\u2028',
        '\u2029',
        '\u0085',
        '\v',
        '\f',
        '\u200f',
        '\u202e',
        '\u2066',
        '\ufeff',
        '\ud800',
        '\udc00',
        '𠮷',
        '🎭',
      ),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((all) => all.join(''))
  .map(withoutLineEnds);

/** A line without its ending: mostly a realistic one, right or wrong. */
export const line: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: cue, weight: 4 },
  { arbitrary: otherLine, weight: 3 },
  { arbitrary: garbage, weight: 1 },
);

const ending = fc.oneof({ arbitrary: oneOf('\n'), weight: 6 }, oneOf('\r\n', '\r'));

/** A script: lines of all kinds with any ends, sometimes with a byte-order mark, with front matter or half of it. */
export const script: fc.Arbitrary<string> = fc
  .tuple(
    oneOf('', '', '', '\ufeff'),
    oneOf('', '', '---\ntitle: x\n---\n', '---\r\ncast: {}\r\n', '---\r---\r'),
    fc.array(fc.tuple(line, ending), { maxLength: 12 }),
    fc.oneof(oneOf(''), line),
  )
  .map(([mark, frontMatter, lines, last]) => mark + frontMatter + lines.flat().join('') + last);

/** Text that an edit puts in: a character, a piece of a line, lines. */
const inserted = fc.oneof(
  oneOf('', '', 'x', '\n', '\r', '\r\n', '---\n', '\n---', '-', ':', '(', '  ', '\ufeff', '{', ' '),
  line,
  fc.array(fc.tuple(line, ending), { maxLength: 3 }).map((lines) => lines.flat().join('')),
);

/** An edit of any text: places are given as parts of its length. */
export interface RelativeEdit {
  readonly start: number;
  readonly length: number;
  readonly newText: string;
}

export const relativeEdit: fc.Arbitrary<RelativeEdit> = fc.record({
  start: fc.oneof(oneOf(0, 0.999999), fc.double({ min: 0, max: 0.999999, noNaN: true })),
  // Mostly a few characters.
  length: fc.oneof({ arbitrary: fc.nat(3), weight: 4 }, fc.nat(40), oneOf(1_000_000)),
  newText: inserted,
});

/** The edit of a text of that length. */
export function editOf({ start, length, newText }: RelativeEdit, textLength: number): Edit {
  const from = Math.floor(start * (textLength + 1));
  return { start: from, end: Math.min(textLength, from + length), newText };
}

/** The text after an edit. */
export function edited(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
}

export function withoutLineEnds(text: string): string {
  return text.replace(/[\r\n]/g, '');
}
