import { fold } from './fold.ts';
import { parse } from './generated/line.js';
import type { HowItem, Line, Time, TimeCode } from './tree.ts';

/** What the generated parser offers. `folded` is `fold(text)`. Undefined: the text does not fit; every line does. */
export interface Reader {
  /** Without its ending and its mistakes. A new object each time. */
  line(text: string, folded: string): Line;
  timeCode(text: string, folded: string): TimeCode | undefined;
  time(text: string, folded: string): Time | undefined;
  how(text: string, folded: string): readonly HowItem[] | undefined;
}

// One for the process: it keeps nothing from one call to the next.
const reader = parse('');

/** Reads a line, or a value that is written like a part of one, by the rules of line.peggy. */
export const read = {
  line: (text: string) => reader.line(text, fold(text)),
  timeCode: (text: string) => reader.timeCode(text, fold(text)),
  time: (text: string) => reader.time(text, fold(text)),
  how: (text: string) => reader.how(text, fold(text)),
} as const;
