import type { Position } from 'vscode-languageserver/node';
import { frontMatterOf } from '../../screenplay/screenplay.ts';
import { lineIndex, nameKey } from '../../grammar/index.ts';
import type { Script } from '../script.ts';
import { frontMatterNames } from './frontMatterNames.ts';
import { lexiconWords } from './lexiconWords.ts';
import { lineNames } from './lineNames.ts';
import type { NameKind, Occurrence, PlacedOccurrence } from './occurrence.ts';

/** One thing with a name, whatever it is called where. */
export interface Named {
  readonly kind: NameKind;
  /** Its names: a speaker's name and aliases; else one. */
  readonly keys: ReadonlySet<string>;
  /** It is made in a file that the front matter names, not in the script. */
  readonly isElsewhere: boolean;
}

/** The name at a position of the script (its end counts too); undefined: none. */
export function nameAt(script: Script, position: Position): PlacedOccurrence | undefined {
  const line = script.tree.lines[position.line];
  if (line === undefined) return undefined;
  const column = script.ranges.column(position);
  const front = frontMatterOf(script.screenplay);
  const candidates: readonly Occurrence[] =
    position.line < script.tree.frontMatterLines
      ? frontMatterNames(front).filter((name) => name.line === line)
      : [...lineNames(line), ...lexiconWords(line, front.lexicon)];
  const found = candidates.find((name) => name.start <= column && column <= name.end && exists(script, name));
  return found === undefined ? undefined : { ...found, line };
}

/** The thing that a name stands for. */
export function named({ screenplay }: Script, { kind, key }: Pick<Occurrence, 'kind' | 'key'>): Named {
  const front = frontMatterOf(screenplay);
  if (kind !== 'speaker') {
    const isOwn =
      kind === 'mark' ||
      frontMatterNames(front).some((name) => name.declares && name.kind === kind && name.key === key);
    return { kind, keys: new Set([key]), isElsewhere: !isOwn };
  }
  const speaker = front.speakerByKey.get(key);
  if (speaker === undefined) return { kind, keys: new Set([key]), isElsewhere: false };
  const names = [speaker.member.name, ...speaker.member.aliases].map(nameKey);
  const keys = new Set([key, ...names.filter((name) => front.speakerByKey.get(name) === speaker)]);
  return { kind, keys, isElsewhere: !speaker.own };
}

/** Whether the front matter of a document makes a name. */
export function declaresName(
  { script }: { readonly script: Script },
  { kind, key }: Pick<Occurrence, 'kind' | 'key'>,
): boolean {
  return frontMatterNames(frontMatterOf(script.screenplay)).some(
    (name) => name.declares && name.kind === kind && name.key === key,
  );
}

/** Every place where one of a thing's names stands, in the order of the script, with the index of its line. */
export function* occurrencesOf(
  script: Script,
  { kind, keys }: Pick<Named, 'kind' | 'keys'>,
): Generator<undefined, (PlacedOccurrence & { readonly index: number })[], undefined> {
  const { tree, screenplay } = script;
  const front = frontMatterOf(screenplay);
  const found: (PlacedOccurrence & { readonly index: number })[] = [];
  for (const name of frontMatterNames(front)) {
    if (name.kind === kind && keys.has(name.key)) found.push({ ...name, index: lineIndex(tree, name.line) });
  }
  const isWord = kind === 'word';
  const index = isWord ? script.names.words(front.lexicon) : script.names.names;
  for (const line of yield* index.linesWith(tree.lines, kind, keys)) {
    yield;
    const at = lineIndex(tree, line);
    if (at < tree.frontMatterLines) continue;
    for (const name of isWord ? lexiconWords(line, front.lexicon) : lineNames(line)) {
      const { key, declares, start, end } = name;
      if (name.kind === kind && keys.has(key)) found.push({ kind, key, declares, start, end, line, index: at });
    }
  }
  return found.sort((a, b) => a.index - b.index || a.start - b.start);
}

/** Words are a mood only when there is one of that name. */
function exists({ screenplay }: Script, { kind, key, declares }: Occurrence): boolean {
  if (kind !== 'mood' || declares) return true;
  const front = frontMatterOf(screenplay);
  return front.moods.has(key) || front.own.moods.some(({ name }) => nameKey(name) === key);
}
