import { expect, test } from 'vitest';
import { meaning } from './markedScript.ts';

/** Anything that costs the square of this would not end. */
const long = 300_000;
const front = '---\ncast: { MIRA: {} }\nlexicon: { a: ey, aaaa: ey, Ueno: OO eh no }\nmoods: { soft: calm 0.1 }\n---\n';

test.each([
  ['spaces', `: a\n${' '.repeat(long)}b`],
  ['spaces before a bracket', `: a\n${' '.repeat(long)}(`],
  ['brackets', `: a\n  ${'('.repeat(long)}`],
  ['one word', `: ${'a'.repeat(long)}`],
  ['a word and marks', `: ${'a\u0301'.repeat(long / 2)}`],
  ['digits', `: ${'1'.repeat(long)}`],
  ['digits and commas', `: ${'1,234'.repeat(long / 5)}`],
  ['words of the lexicon', `: ${'Ueno '.repeat(long / 5)}`],
  ['Chinese', `: ${'银行，'.repeat(long / 3)}`],
  ['punctuation', `: ${'-'.repeat(long)}a`],
  ['stresses', `: ${'*a* '.repeat(long / 4)}`],
  ['beats', `: ${'a{beat}'.repeat(long / 7)}`],
  ['manners', `: ${'a{soft}'.repeat(long / 7)}`],
  ['marks', `: ${'a{mark b}'.repeat(long / 9)}`],
  ['lines that go on', `: a${'\n  b'.repeat(long / 4)}`],
  ['directions', `(${'sad 0.001+'.repeat(long / 10)}sad 0.001): a`],
  ['words of a direction', `(${'softly, '.repeat(long / 8)}softly): a`],
  ['headings', '# a\n: a\n'.repeat(long / 8)],
  ['equal ids', '(id a): a\n'.repeat(long / 10)],
  ['unknown speakers', Array.from({ length: long / 10 }, (_, n) => `W${n}: a`).join('\n')],
  ['starts at marks', ': a {mark b} c\n[at b]: a\n'.repeat(long / 25)],
  ['pauses', '~ 1s\n'.repeat(long / 5)],
  ['comments that silence', '// tableread-ignore voice/overlap\n'.repeat(long / 34)],
])('%s', (_name, body) => {
  const script = meaning(front + body);
  expect(script.timeline.starts).toHaveLength(script.entries.length);
});
