import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver/node';
import { lineIndex } from '../../grammar/index.ts';
import type { Script } from '../script.ts';
import { cueRange } from '../cueRange.ts';
import { sectionEnd } from '../sectionEnd.ts';

/** The outline: chapters, scenes and beats, the cues in them. */
export function* documentSymbols(script: Script): Generator<undefined, DocumentSymbol[], undefined> {
  const { screenplay, tree, ranges } = script;
  const roots: DocumentSymbol[] = [];
  const bySection: DocumentSymbol[][] = [];
  for (const [index, { heading, title, parent }] of screenplay.sections.entries()) {
    const children: DocumentSymbol[] = [];
    bySection.push(index === 0 ? roots : children);
    if (heading === undefined) continue;
    const line = lineIndex(tree, heading);
    const symbol: DocumentSymbol = {
      // A symbol without a name is refused by clients.
      name: title === '' ? heading.text.trim() : title,
      kind: heading.level === 1 ? SymbolKind.Module : heading.level === 2 ? SymbolKind.Namespace : SymbolKind.Package,
      range: ranges.ofLines(line, sectionEnd(script, index)),
      selectionRange: ranges.ofLine(line),
      children,
    };
    (bySection[parent ?? 0] ?? roots).push(symbol);
    yield;
  }
  for (const cue of screenplay.cues) {
    const range = cueRange(script, cue);
    (bySection[cue.section] ?? roots).push({
      name: cue.speaker,
      detail: cue.text,
      kind: SymbolKind.String,
      range,
      selectionRange: ranges.ofLine(range.start.line),
    });
    yield;
  }
  // Sections came first: within each, symbols go in the order of the text.
  for (const symbols of bySection) {
    if (symbols.length > 1) symbols.sort((a, b) => a.range.start.line - b.range.start.line);
    yield;
  }
  return roots;
}
