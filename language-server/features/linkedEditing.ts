import type { LinkedEditingRanges, Position } from 'vscode-languageserver/node';
import { nameAt, occurrencesOf } from '../names/names.ts';
import type { Script } from '../script.ts';

/**
 * Places that change along while a name is typed where it is made: a mark and the starts at it, the key of a speaker or a
 * mood and its uses that are written alike. Where a name is only used, typing means another one: nothing is linked there,
 * nor are words of the lexicon, which are the text itself.
 */
export function* linkedEditing(
  script: Script,
  position: Position,
): Generator<undefined, LinkedEditingRanges | null, undefined> {
  const name = nameAt(script, position);
  if (name?.declares !== true || name.kind === 'word' || name.isBlurred === true) return null;
  const written = name.line.text.slice(name.start, name.end);
  const found = yield* occurrencesOf(script, { kind: name.kind, keys: new Set([name.key]) });
  const alike = found.filter(
    ({ line, start, end, isBlurred }) => isBlurred !== true && line.text.slice(start, end) === written,
  );
  if (alike.length < 2) return null;
  return {
    ranges: alike.map(({ index, start, end }) => script.ranges.inLine(index, start, end)),
    wordPattern: name.kind === 'mark' ? '[\\p{L}\\p{N}_-]+' : "[\\p{L}\\p{N}\\p{M}][\\p{L}\\p{N}\\p{M} .'’_-]*",
  };
}
