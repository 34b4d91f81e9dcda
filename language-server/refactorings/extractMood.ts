import type { TextEdit } from 'vscode-languageserver/node';
import { message } from '../../foundation/message.ts';
import type { Place } from '../../foundation/problem.ts';
import { nameKey, type HowItem, type Line } from '../../grammar/index.ts';
import { frontMatterOf } from '../../screenplay/screenplay.ts';
import type { Script } from '../script.ts';
import { yamlScalar } from '../yamlScalar.ts';
import type { Refactoring } from './refactoring.ts';

/** Makes the direction in `( … )` at a column a mood of the front matter, and names it there instead. */
export function extractMood(script: Script, index: number, column: number): Refactoring | undefined {
  const { tree, ranges, screenplay, locale } = script;
  const line = tree.lines[index];
  if (line?.kind !== 'cue' || line.mistakes.some(({ severity }) => severity === 'error')) return undefined;
  const group = line.groups.find(({ kind, start, end }) => kind === 'how' && start <= column && column <= end);
  if (group?.kind !== 'how') return undefined;
  const first = group.items.findIndex(isDirection);
  const last = group.items.findLastIndex(isDirection);
  const items = group.items.slice(first, last + 1);
  const [from] = items;
  const to = items.at(-1);
  if (from === undefined || to === undefined || !items.every(isDirection)) return undefined;
  const isMood = items.length === 1 && from.form === 'words' && screenplay.moods.has(nameKey(from.words.value));
  if (isMood || items.every(({ form }) => form === 'random')) return undefined;

  const name = freeName(script, message('lsp/new-mood', {}, locale).text);
  const direction = line.text.slice(from.start, to.end).trim();
  const entry = name === undefined ? undefined : moodEntry(script, name, direction);
  if (name === undefined || entry === undefined) return undefined;
  const use = { range: ranges.inLine(index, from.start, from.start + direction.length), newText: name };
  return { title: 'lsp/action-extract-mood', values: {}, kind: 'refactor.extract', edits: [entry, use] };
}

function isDirection({ form }: HowItem): boolean {
  return form !== 'setting' && form !== 'convention' && form !== 'mistake';
}

/** A name that no mood has: with a letter behind it, since a number would be a weight. */
function freeName({ screenplay }: Script, name: string): string | undefined {
  const names = [name, ...Array.from('bcdefghijklmnopqrstuvwxyz', (letter) => `${name} ${letter}`)];
  return names.find((each) => !screenplay.moods.has(nameKey(each)));
}

/** The edit that adds a mood; undefined: the front matter is too broken to tell where. */
function moodEntry({ tree, ranges, screenplay }: Script, name: string, direction: string): TextEdit | undefined {
  const { source } = frontMatterOf(screenplay).own;
  const entry = `${name}: ${yamlScalar(direction)}`;
  const [first] = tree.lines;
  if (first === undefined || source.isFaulty) return undefined;
  const eol = first.ending === '' ? '\n' : first.ending;
  const at = (place: Place<Line>, newText: string): TextEdit => ({ range: ranges.ofPlace(place), newText });
  if (tree.frontMatterLines === 0) {
    if (first.kind === 'fence') return undefined;
    const start = first.text.startsWith('\uFEFF') ? 1 : 0;
    return at({ line: first, start, end: start }, `---${eol}moods:${eol}  ${entry}${eol}---${eol}`);
  }
  const { root } = source;
  const moods = root.kind === 'map' ? root.entries.find(({ key }) => key === 'moods') : undefined;
  if (moods === undefined) {
    const fence = tree.lines[tree.frontMatterLines - 1];
    if (fence === undefined || root.kind === 'text' || root.kind === 'list') return undefined;
    if (root.kind === 'map' && root.flow) return undefined;
    return at({ line: fence, start: 0, end: 0 }, `moods:${eol}  ${entry}${eol}`);
  }
  const { value, keyRange } = moods;
  if (value.kind === 'nothing') return at(source.endOf(keyRange), `${eol}  ${entry}`);
  if (value.kind !== 'map') return undefined;
  const last = value.entries.at(-1);
  if (last === undefined) return at(source.place({ start: value.start + 1, end: value.start + 1 }), ` ${entry} `);
  const end = last.value.kind === 'nothing' ? last.keyRange : last.value;
  if (value.flow) return at(source.place({ start: end.end, end: end.end }), `, ${entry}`);
  return at(source.endOf(end), `${eol}${' '.repeat(source.columnOf(last.keyRange.start))}${entry}`);
}
