import { isMap, isScalar, parseDocument, type Pair, type YAMLMap } from 'yaml';
import { nameKey } from '../grammar/nameKey.ts';

/** A replacement in a text: UTF-16 offsets from its start. */
export interface TextReplacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * The smallest replacement that gives a speaker's entry in the cast a value (`voice`, `consent`): in place of the old one, as
 * a new line of the entry, or with an entry or a front matter of its own where there is none. Nothing else of the text changes.
 *
 * @param script whole text of the script
 * @returns undefined: the front matter cannot be read, so nothing is safe to write
 */
export function castEdit(
  script: string,
  speaker: string,
  key: 'voice' | 'consent',
  value: string,
): TextReplacement | undefined {
  const written = `${key}: ${JSON.stringify(value)}`;
  const name = /^[\p{L}_][\p{L}\p{N} _.'-]*$/u.test(speaker) ? speaker : JSON.stringify(speaker);
  const match = /^(\uFEFF?-{3}[ \t]*(\r\n|\r|\n))([\s\S]*?)(?:^|(?<=[\r\n]))-{3}[ \t]*(?=\r|\n|$)/u.exec(script);
  if (match === null) {
    if (/^\uFEFF?-{3}[ \t]*[\r\n]/.test(script)) return undefined;
    const start = script.startsWith('\uFEFF') ? 1 : 0;
    return { start, end: start, newText: `---\ncast:\n  ${name}:\n    ${written}\n---\n` };
  }
  const [, fence = '', lineEnd = '\n', yaml = ''] = match;
  const base = fence.length;
  const document = parseDocument(yaml, { keepSourceTokens: true });
  if (document.errors.length > 0 || !(document.contents === null || isMap(document.contents))) return undefined;
  const at = (offset: number, newText: string, end = offset): TextReplacement => ({
    start: base + offset,
    end: base + end,
    newText,
  });
  const cast = document.contents === null ? undefined : pairOf(document.contents, (each) => each === 'cast');
  if (cast === undefined) return at(yaml.length, `cast:${lineEnd}  ${name}:${lineEnd}    ${written}${lineEnd}`);
  if (!isMap(cast.value)) {
    if (isScalar(cast.value) && cast.value.value !== null) return undefined;
    return at(endOfLine(yaml, keyEnd(cast)), `${lineEnd}  ${name}:${lineEnd}    ${written}`);
  }
  const entry = pairOf(cast.value, (each) => nameKey(each) === nameKey(speaker));
  if (entry === undefined) return newEntry(cast.value, `${name}: { ${written} }`);
  if (!isMap(entry.value)) {
    if (isScalar(entry.value) && entry.value.value !== null) return undefined;
    if (cast.value.flow === true) return at(keyEnd(entry), `: { ${written} }`, valueEnd(entry));
    return at(endOfLine(yaml, keyEnd(entry)), `${lineEnd}${indentOf(yaml, keyStart(entry))}  ${written}`);
  }
  const old = pairOf(entry.value, (each) => each === key);
  if (old !== undefined) {
    const range = (old.value as { readonly range?: readonly number[] | null } | null)?.range;
    if (range?.[0] === undefined || range[1] === undefined) return undefined;
    const space = yaml.charAt(range[0] - 1) === ':' ? ' ' : '';
    return at(range[0], `${space}${JSON.stringify(value)}`, range[1]);
  }
  return newEntry(entry.value, written);

  /** A pair more in a map, written as the map is. */
  function newEntry(map: YAMLMap, text: string): TextReplacement {
    const last = map.items.at(-1);
    const [start = 0, end = 0] = map.range ?? [];
    if (map.flow === true) {
      if (last === undefined) return at(start, `{ ${text} }`, end);
      return at(valueEnd(last), `, ${text}`);
    }
    const indent = last === undefined ? '' : indentOf(yaml, keyStart(last));
    // The end of a block is where the next thing begins: back over what is empty.
    const after = yaml.slice(0, end).trimEnd().length;
    return at(endOfLine(yaml, after), `${lineEnd}${indent}${text}`);
  }
}

function pairOf(map: YAMLMap, isWanted: (key: string) => boolean): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && isWanted(String(key.value)));
}

function keyStart({ key }: Pair): number {
  return (key as { readonly range?: readonly number[] | null }).range?.[0] ?? 0;
}

function keyEnd({ key }: Pair): number {
  return (key as { readonly range?: readonly number[] | null }).range?.[1] ?? 0;
}

function valueEnd(pair: Pair): number {
  return (pair.value as { readonly range?: readonly number[] | null } | null)?.range?.[1] ?? keyEnd(pair);
}

function endOfLine(text: string, from: number): number {
  const found = text.slice(from).search(/[\r\n]/);
  return found < 0 ? text.length : from + found;
}

function indentOf(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? '';
}
