import type { TextEdit } from 'vscode-languageserver/node';
import { lineIndex, nameKey, type Line } from '../../grammar/index.ts';
import { frontMatterOf } from '../../screenplay/screenplay.ts';
import type { Script } from '../script.ts';

/**
 * Sorts the entries of the cast by name, the narrator first, and takes out those that nobody speaks. Comments above an
 * entry go with it. Nothing where there is nothing to do, or where entries do not stand on lines of their own.
 */
export function organiseCast(script: Script): readonly TextEdit[] {
  const { tree, ranges, screenplay } = script;
  const { own, narrator } = frontMatterOf(screenplay);
  const { source, castEntry } = own;
  if (castEntry?.value.kind !== 'map' || castEntry.value.flow || source.isFaulty) return [];
  const { entries } = castEntry.value;
  const unused = new Set<Line>(
    screenplay.problems.filter(({ code }) => code === 'voice/unused-speaker').map(({ line }) => line),
  );
  const first = lineIndex(tree, source.place(castEntry.keyRange).line) + 1;
  const lastEntry = entries.at(-1);
  if (lastEntry === undefined) return [];
  const lastRange = lastEntry.value.kind === 'nothing' ? lastEntry.keyRange : lastEntry.value;
  const end = lineIndex(tree, source.endOf(lastRange).line);

  const starts = entries.map(({ keyRange }) => lineIndex(tree, source.place(keyRange).line));
  const ends = entries.map(({ keyRange, value }) =>
    lineIndex(tree, source.endOf(value.kind === 'nothing' ? keyRange : value).line),
  );
  // Each entry with the comments and blank lines above it.
  const blocks = entries.map(({ key }, entry) => {
    const from = entry === 0 ? first : (ends[entry - 1] ?? 0) + 1;
    const to = ends[entry] ?? from;
    const line = tree.lines[starts[entry] ?? 0];
    const isNarrator = narrator !== undefined && nameKey(narrator.member.name) === nameKey(key);
    const texts = tree.lines.slice(from, to + 1).map(({ text }) => text);
    return { key, texts, isNarrator, isUnused: line !== undefined && unused.has(line), from, to };
  });
  // `A: {}, ` on the line of its neighbour cannot be moved.
  if (blocks.some(({ from, to }, index) => to < from || (starts[index] ?? 0) < from)) return [];

  const order = new Intl.Collator(script.locale, { numeric: true, sensitivity: 'base' });
  const sorted = blocks
    .filter(({ isUnused }) => !isUnused)
    .toSorted((a, b) => Number(b.isNarrator) - Number(a.isNarrator) || order.compare(a.key, b.key));
  if (sorted.length === blocks.length && sorted.every((block, index) => block === blocks[index])) return [];
  const ending = tree.lines[first]?.ending ?? '\n';
  const newText = sorted.flatMap(({ texts }) => texts).join(ending === '' ? '\n' : ending);
  if (sorted.length > 0) return [{ range: ranges.ofLines(first, end), newText }];
  // None is left: the lines go with their ends.
  return [{ range: { start: { line: first, character: 0 }, end: { line: end + 1, character: 0 } }, newText: '' }];
}
