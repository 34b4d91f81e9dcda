import type { MessageCode, MessageValues } from './message.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/**
 * A stretch of a line of a file that a script names: shared front matter, a lexicon. Lines count from 0, offsets are UTF-16
 * units from the start of the line, without a byte-order mark.
 */
export interface OtherFilePlace {
  /** As seen from the script, with `/`. */
  readonly path: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The line as it stands there. */
  readonly text: string;
}

/**
 * A stretch of one line: UTF-16 offsets from the start of that line. `line` is the line's node of the tree, so lines
 * typed above change nothing here; the tree tells its number. A stretch never leaves its line.
 */
export interface Place<Line = object> {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
  /** Where it really stands, when that is in another file: `line`, `start` and `end` are then where the script names it. */
  readonly inFile?: OtherFilePlace;
}

/** One replacement of text. `start === end` inserts. The new text may hold line ends. */
export interface TextEdit<Line = object> extends Place<Line> {
  readonly newText: string;
}

/** A way to mend a problem. `title` is a code of the tables of messages. */
export interface Fix<Line = object> {
  readonly title: MessageCode;
  readonly values: MessageValues;
  readonly edits: readonly TextEdit<Line>[];
  /** The one fix that *Fix all* takes. */
  readonly preferred?: boolean;
}

/** Something wrong in a script: the smallest place, a stable code, the values of its sentence, and fixes. */
export interface Problem<Line = object> extends Place<Line> {
  readonly code: MessageCode;
  readonly values: MessageValues;
  readonly severity: Severity;
  readonly fixes: readonly Fix<Line>[];
  /** Other places that explain it (the cast entry, the other line of an overlap). */
  readonly related?: readonly (Place<Line> & { readonly title: MessageCode; readonly values: MessageValues })[];
  /** Text that does nothing: an unused mood or cast entry. */
  readonly unnecessary?: boolean;
}
