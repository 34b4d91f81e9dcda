import type { Location, Position } from 'vscode-languageserver/node';
import { nameKey } from '../../grammar/index.ts';
import { readLayer, readLexiconFile } from '../../screenplay/frontMatterLayer.ts';
import { FrontMatterSource, type Located } from '../../screenplay/frontMatterSource.ts';
import { fileUri } from '../fileUri.ts';
import { linkTarget } from '../linkTarget.ts';
import { named, nameAt, occurrencesOf, type Named } from '../names/names.ts';
import type { PlacedOccurrence } from '../names/occurrence.ts';
import type { Script } from '../script.ts';

/**
 * Where a name is made: the entry of the cast, the mood, the word of the lexicon (in a shared file too), the mark. For an
 * alias the entry it belongs to comes first, the alias second. On the path of a file: that file.
 */
export function* definition(script: Script, position: Position): Generator<undefined, Location[] | null, undefined> {
  const name = nameAt(script, position);
  if (name === undefined) return fileAt(script, position);
  const thing = named(script, name);
  if (thing.isElsewhere) return inFiles(script, thing);
  const found = (yield* occurrencesOf(script, thing)).filter(({ declares }) => declares);
  return found
    .filter((_, index) => isAsked(found, index, name))
    .map(({ index, start, end }) => ({
      uri: script.uri,
      range: script.ranges.inLine(index, start, end),
    }));
}

/** The entry itself, which is the first of a speaker's names, and the name that was asked for. */
function isAsked(found: readonly PlacedOccurrence[], index: number, asked: PlacedOccurrence): boolean {
  return index === 0 || asked.kind !== 'speaker' || found[index]?.key === asked.key;
}

function inFiles(script: Script, { kind, keys }: Named): Location[] {
  const { screenplay, surroundings } = script;
  for (const reference of screenplay.references) {
    if (reference.kind !== 'extends' && reference.kind !== 'lexicon') continue;
    const text = surroundings.texts.get(reference.path);
    const uri = fileUri(script.uri, reference.path);
    if (text === undefined || text === null || uri === undefined) continue;
    const source = FrontMatterSource.ofFile(reference.path, text, reference, []);
    const key = keyIn(source, reference.kind, kind, keys);
    if (key === undefined) continue;
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
    const position = (offset: number): Position => {
      const { line, column } = source.positionOf(offset);
      return { line, character: script.ranges.character(lines[line] ?? '', column) };
    };
    return [{ uri, range: { start: position(key.yaml.start), end: position(key.yaml.end) } }];
  }
  return [];
}

function keyIn(
  source: FrontMatterSource,
  file: 'extends' | 'lexicon',
  kind: Named['kind'],
  keys: Named['keys'],
): Located<string> | undefined {
  const layer = file === 'extends' ? readLayer(source) : undefined;
  switch (kind) {
    case 'speaker':
      return layer?.cast.find(({ name }) => keys.has(nameKey(name)))?.nameAt;
    case 'mood':
      return layer?.moods.find(({ name }) => keys.has(nameKey(name)))?.nameAt;
    case 'word':
      return (layer?.lexicon ?? readLexiconFile(source)).find(({ name }) => keys.has(name.normalize('NFC')))?.nameAt;
    case 'mark':
      return undefined;
  }
}

function fileAt(script: Script, position: Position): Location[] | null {
  const line = script.tree.lines[position.line];
  const column = script.ranges.column(position);
  const reference = script.screenplay.references.find(
    (each) => each.line === line && each.start <= column && column <= each.end,
  );
  const uri = reference === undefined ? undefined : linkTarget(script, reference);
  if (uri === undefined) return null;
  const start = { line: 0, character: 0 };
  return [{ uri, range: { start, end: start } }];
}
