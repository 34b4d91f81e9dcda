import { DocumentHighlightKind, type DocumentHighlight, type Position } from 'vscode-languageserver/node';
import { named, nameAt, occurrencesOf } from '../names/names.ts';
import type { Script } from '../script.ts';

/** Marks every place that names what the position names; `Write` where it is made. */
export function* documentHighlight(
  script: Script,
  position: Position,
): Generator<undefined, DocumentHighlight[] | null, undefined> {
  const name = nameAt(script, position);
  if (name === undefined) return null;
  const highlights: DocumentHighlight[] = [];
  for (const { index, start, end, declares } of yield* occurrencesOf(script, named(script, name))) {
    const kind = declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
    highlights.push({ range: script.ranges.inLine(index, start, end), kind });
    yield;
  }
  return highlights;
}
