import { mistakesOf } from './mistakes.ts';
import { read } from './reader.ts';
import type { ContinuationLine, Line, Mistake } from './tree.ts';
import { word } from './word.ts';

type Ending = Line['ending'];

/**
 * Parses a line by itself. A continuation comes back as one of the cue above; whether there is one, and whether a `---`
 * is a fence, only the script can tell.
 */
export function parseLine(text: string, ending: Ending): Line {
  const line = read.line(text);
  // Nobody has seen it yet. A copy of each line would be a tenth of what parsing costs.
  const rest: { ending: Ending; mistakes: readonly Mistake[] } = line;
  rest.ending = ending;
  rest.mistakes = mistakesOf(line);
  return line;
}

const fence = /^[\uFEFF]?[-－]{3}[ \t]*$/;

/** `---`, with nothing but space after it; on line 1 a byte-order mark may stand before it. */
export function isFence(text: string): boolean {
  // Most lines fail at their first characters; long ones of spaces would cost their length, which is theirs anyway.
  return fence.test(text);
}

/** The fence that opens (line 1) or closes the front matter. */
export function fenceLine(text: string, ending: Ending, opens: boolean, mistakes: readonly Mistake[]): Line {
  return { kind: 'fence', opens, text, ending, mistakes };
}

/** A line between the fences. */
export function frontMatterLine(text: string, ending: Ending): Line {
  return { kind: 'frontMatter', text, ending, mistakes: [] };
}

/** The continuation without, or with, a cue above. The rest of it stays the same. */
export function withOrphan(line: ContinuationLine, orphan: boolean): ContinuationLine {
  if (line.orphan === orphan) return line;
  const others = line.mistakes.filter((mistake) => mistake.code !== 'voice/orphan-continuation');
  return { ...line, orphan, mistakes: orphan ? [orphanMistake(line.text), ...others] : others };
}

function orphanMistake(text: string): Mistake {
  const end = word(text, 0, text.length).start;
  return {
    code: 'voice/orphan-continuation',
    values: {},
    severity: 'error',
    start: 0,
    end,
    fixes: [
      { title: 'fix/narration', values: {}, edits: [{ start: 0, end, newText: ': ' }] },
      { title: 'fix/action', values: {}, edits: [{ start: 0, end, newText: '> ' }] },
    ],
  };
}
