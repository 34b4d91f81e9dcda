import { expect, test } from 'vitest';
import { readTextGrammar } from '../../../models/text/textGrammar.ts';
import { textNormaliser } from '../../../models/text/textNormaliser.ts';
import { writeGrammar, type Arc, type State } from './writeGrammar.ts';

/** States that write a text without reading anything, from `first` on to `next`. */
const writing = (text: string, first: number, next: number): State[] =>
  Array.from(text, (character, index) => ({
    final: Infinity,
    arcs: [['', character, 0, index === text.length - 1 ? next : first + index + 1]],
  }));
const reading = (text: string, first: number, next: number): State[] =>
  Array.from(text, (character, index) => ({
    final: Infinity,
    arcs: [[character, '', 0, index === text.length - 1 ? next : first + index + 1]],
  }));
/** Every byte but the quote, as it is. */
const bytes = (next: number): Arc[] =>
  Array.from({ length: 255 }, (_, index) => String.fromCharCode(index + 1))
    .filter((character) => character !== '"')
    .map((character) => [character, character, 0, next] as const);

const opening = 'char { value: "';
const closing = '" }';
/** A tagger that takes the whole text for one stretch, and the verbaliser that says it again. */
const machine = (frame: typeof writing): State[] => {
  const middle = opening.length;
  const end = middle + 1 + closing.length;
  const leave = frame(closing, middle + 1, end);
  const [first] = leave;
  return [
    ...frame(opening, 0, middle),
    { final: Infinity, arcs: [...(first?.arcs ?? []), ...bytes(middle)].map(([a, b, c, d]) => [a, b, c, d] as const) },
    ...leave,
    { final: 0, arcs: [] },
  ];
};
const same = textNormaliser(
  'zh',
  readTextGrammar('tagger', writeGrammar(machine(writing))),
  readTextGrammar('verbaliser', writeGrammar(machine(reading))),
);

test.each([
  ['a', 'a'],
  ['我', '我'],
  // U+FEFF at the start is a character like any other.
  ['\ufeff', '\ufeff'],
  ['\ufeffa', '\ufeffa'],
  // To a grammar a zero byte is nothing.
  ['a\0b', 'ab'],
  ['\0', ''],
  ['', ''],
])('%j through grammars that change nothing is %j', (text, expected) => {
  expect(same(text)).toBe(expected);
});
