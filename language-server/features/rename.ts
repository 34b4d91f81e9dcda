import {
  LSPErrorCodes,
  ResponseError,
  type Position,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { message, type MessageCode, type MessageValues } from '../../foundation/message.ts';
import { nameKey, parse, type Line } from '../../grammar/index.ts';
import { frontMatterOf } from '../../screenplay/screenplay.ts';
import { isSpeakerName } from '../../screenplay/frontMatterLayer.ts';
import { emotionIndex } from '../../screenplay/index.ts';
import { isStandingName } from '../../screenplay/standingNames.ts';
import { frontMatterNames } from '../names/frontMatterNames.ts';
import { declaresName, named, nameAt, occurrencesOf } from '../names/names.ts';
import { rangeIn, scriptDocument, type NamingDocument } from '../names/namingDocument.ts';
import type { NameKind, PlacedOccurrence } from '../names/occurrence.ts';
import type { Script } from '../script.ts';
import { yamlScalar } from '../yamlScalar.ts';

/**
 * What would be renamed at a position; null: nothing has a name there.
 *
 * @param others documents besides the script that share the name
 * @throws ResponseError when it cannot be renamed
 */
export function prepareRename(
  script: Script,
  position: Position,
  others: readonly NamingDocument[] = [],
): { range: Range; placeholder: string } | null {
  const name = nameAt(script, position);
  if (name === undefined) return null;
  refuseElsewhere(script, name, others);
  refuseStanding(script, name);
  const { start, end, line } = name;
  return { range: script.ranges.inLine(position.line, start, end), placeholder: line.text.slice(start, end) };
}

/**
 * Gives a thing another name everywhere in the script and in the documents that share it. A speaker's name and each of its
 * aliases are renamed apart.
 *
 * @param others documents besides the script that share the name
 * @throws ResponseError in words for people: the name is taken, cannot be written, or is made in a file out of reach
 */
export function* rename(
  script: Script,
  position: Position,
  asked: string,
  others: readonly NamingDocument[] = [],
): Generator<undefined, WorkspaceEdit | null, undefined> {
  const name = nameAt(script, position);
  if (name === undefined) return null;
  refuseElsewhere(script, name, others);
  refuseStanding(script, name);
  const newName = asked.trim();
  if (!isWritable(name.kind, newName)) throw refusal(script, `lsp/rename-form-${name.kind}`, { name: newName });
  const changes: Record<string, TextEdit[]> = {};
  for (const document of [scriptDocument(script), ...others]) {
    const edits = yield* editsIn(document, name, newName);
    if (edits.length > 0) changes[document.uri] = edits;
  }
  return { changes };
}

function* editsIn(
  document: NamingDocument,
  name: PlacedOccurrence,
  newName: string,
): Generator<undefined, TextEdit[], undefined> {
  const { script } = document;
  const key = keyOf(name.kind, newName);
  if (key !== name.key) {
    if (name.kind === 'speaker' && isStandingName(key)) {
      throw refusal(script, 'lsp/rename-standing', { name: newName });
    }
    const others = yield* occurrencesOf(script, { kind: name.kind, keys: named(script, { ...name, key }).keys });
    if (others.length > 0 || isTaken(script, name.kind, key)) {
      throw refusal(script, 'lsp/rename-taken', { name: newName });
    }
  }
  const places = yield* occurrencesOf(script, { kind: name.kind, keys: new Set([name.key]) });
  if (places.some(({ isBlurred }) => isBlurred === true)) throw refusal(script, 'lsp/rename-blurred', {});
  return places.map((place) => {
    const { start, end } = place.scalar ?? place;
    return { range: rangeIn(document, place.index, start, end), newText: written(place, newName) };
  });
}

/** Something that is made in a file is renamed there, too: when it is out of reach, not at all. */
function refuseElsewhere(script: Script, name: PlacedOccurrence, others: readonly NamingDocument[]): void {
  if (!named(script, name).isElsewhere) return;
  if (others.some((document) => declaresName(document, name))) return;
  const { line, start, end } = name;
  throw refusal(script, 'lsp/rename-elsewhere', { name: line.text.slice(start, end) });
}

/** Lines without a name go to the narrator by that name: under another they would go to somebody else. */
function refuseStanding(script: Script, { kind, key, line, start, end }: PlacedOccurrence): void {
  if (kind !== 'speaker' || !isStandingName(key)) return;
  throw refusal(script, 'lsp/rename-standing', { name: line.text.slice(start, end) });
}

function refusal(
  { locale }: Script,
  code: Extract<MessageCode, `lsp/rename-${string}`>,
  values: MessageValues,
): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message(code, values, locale).text);
}

function keyOf(kind: NameKind, name: string): string {
  if (kind === 'mark') return name;
  return kind === 'word' ? name.normalize('NFC') : nameKey(name);
}

/** Names that nothing uses are taken, too. */
function isTaken({ screenplay }: Script, kind: NameKind, key: string): boolean {
  const front = frontMatterOf(screenplay);
  if (kind === 'speaker') return front.speakerByKey.has(key);
  if (kind === 'mood') return front.moods.has(key);
  return frontMatterNames(front).some((name) => name.kind === kind && name.key === key);
}

/** Whether a name means what it should wherever such a name may stand: tried with the parser itself. */
function isWritable(kind: NameKind, name: string): boolean {
  if (name === '' || /[\p{Cc}\u2028\u2029]/u.test(name)) return false;
  switch (kind) {
    case 'speaker': {
      const line = lineOf(`${name}: x`);
      return isSpeakerName(name) && line?.kind === 'cue' && line.mistakes.length === 0 && line.name?.value === name;
    }
    case 'mark': {
      const line = lineOf(`X [at ${name}]: {mark ${name}}x`);
      if (line?.kind !== 'cue' || line.mistakes.length > 0) return false;
      const [group] = line.groups;
      const [mark] = line.spoken;
      const isStart = group?.kind === 'when' && group.time?.form === 'atMark' && group.time.mark.value === name;
      return isStart && mark?.kind === 'mark' && mark.name.value === name;
    }
    case 'mood': {
      // Within YAML and full-width or not: letters, digits and a few harmless signs are enough for a name.
      if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_ -]*$/u.test(name) || emotionIndex(name) !== undefined) return false;
      const line = lineOf(`X (${name}): {${name}}x`);
      if (line?.kind !== 'cue' || line.mistakes.length > 0) return false;
      const [group] = line.groups;
      const [manner] = line.spoken;
      const items = [group?.kind === 'how' ? group.items : [], manner?.kind === 'manner' ? manner.items : []];
      return items.every(([item, ...more]) => {
        const isWords = item?.form === 'words' && !item.quoted && item.strength === undefined;
        return isWords && item.words.value === name && more.length === 0;
      });
    }
    case 'word': {
      const line = lineOf(`X: x ${name} x`);
      if (line?.kind !== 'cue' || line.mistakes.length > 0) return false;
      const [only, ...more] = line.spoken;
      return only?.kind === 'text' && only.value === `x ${name} x` && more.length === 0;
    }
  }
}

function lineOf(text: string): Line | undefined {
  const { lines } = parse(`: x\n${text}`);
  return lines.length === 2 ? lines[1] : undefined;
}

function written({ kind, key, line, start, end, scalar }: PlacedOccurrence, newName: string): string {
  if (scalar !== undefined) {
    const quote = line.text.charAt(scalar.start);
    return yamlScalar(newName, quote === '"' || quote === "'");
  }
  const before = line.text.slice(start, end);
  // An entry in small letters also stands at the start of sentences: it keeps its capital there.
  const isRaised = kind === 'word' && before !== key && newName === newName.toLowerCase();
  return isRaised && before.charAt(0) !== key.charAt(0) ? newName.charAt(0).toUpperCase() + newName.slice(1) : newName;
}
