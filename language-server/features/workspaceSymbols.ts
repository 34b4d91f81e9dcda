import { SymbolKind, type SymbolInformation } from 'vscode-languageserver/node';
import { lineIndex } from '../../grammar/index.ts';
import { frontMatterNames } from '../names/frontMatterNames.ts';
import { lineNames } from '../names/lineNames.ts';
import type { NameKind } from '../names/occurrence.ts';
import { frontMatterOf } from '../../screenplay/screenplay.ts';
import type { Script } from '../script.ts';

/** More than anyone reads in a list; clients ask again with every letter. */
const most = 500;

const kinds: Readonly<Record<Exclude<NameKind, 'word'>, SymbolKind>> = {
  speaker: SymbolKind.Class,
  mood: SymbolKind.Variable,
  mark: SymbolKind.Property,
};
const headingKinds = [SymbolKind.File, SymbolKind.Module, SymbolKind.Namespace, SymbolKind.Package] as const;

/**
 * Headings, speakers, moods, marks and named lines of a script whose name holds the letters of the query in their order,
 * whatever their case.
 */
export function* workspaceSymbols(script: Script, query: string): Generator<undefined, SymbolInformation[], undefined> {
  const { screenplay, tree, ranges, uri } = script;
  const found: SymbolInformation[] = [];
  const letters = Array.from(query.toLowerCase().replace(/\s/g, ''));
  const add = (name: string, kind: SymbolKind, index: number, start: number, end: number, containerName = ''): void => {
    if (name === '' || found.length >= most || !holds(name.toLowerCase(), letters)) return;
    const location = { uri, range: ranges.inLine(index, start, end) };
    found.push({ name, kind, location, ...(containerName === '' ? {} : { containerName }) });
  };

  const title = screenplay.title ?? '';
  for (const { heading, title: name, level, parent } of screenplay.sections) {
    yield;
    if (heading === undefined) continue;
    const around = screenplay.sections[parent ?? 0];
    const container = around?.heading === undefined ? title : around.title;
    add(name, headingKinds[level], lineIndex(tree, heading), heading.title.start, heading.title.end, container);
  }
  for (const { kind, line, start, end, declares } of frontMatterNames(frontMatterOf(screenplay))) {
    if (declares && kind !== 'word') {
      add(line.text.slice(start, end), kinds[kind], lineIndex(tree, line), start, end, title);
    }
  }
  for (let index = tree.frontMatterLines; index < tree.lines.length && found.length < most; index++) {
    yield;
    const line = tree.lines[index];
    if (line === undefined) continue;
    for (const { kind, start, end, declares } of lineNames(line)) {
      if (declares && kind === 'mark') add(line.text.slice(start, end), kinds.mark, index, start, end, title);
    }
    if (line.kind !== 'cue') continue;
    for (const group of line.groups) {
      if (group.kind !== 'how') continue;
      for (const item of group.items) {
        if (item.form !== 'setting' || item.name !== 'id') continue;
        add(item.value.value, SymbolKind.Key, index, item.value.start, item.value.end, line.name?.value ?? title);
      }
    }
  }
  return found;
}

function holds(name: string, letters: readonly string[]): boolean {
  let at = 0;
  for (const letter of letters) {
    const found = name.indexOf(letter, at);
    if (found < 0) return false;
    at = found + letter.length;
  }
  return true;
}
