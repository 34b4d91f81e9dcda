import type { Script } from '../script.ts';
import type { CursorPlace } from './cursorPlace.ts';
import { directionPlace } from './directionPlace.ts';

/** A key of YAML with its indentation. */
interface KeyLine {
  readonly indent: number;
  readonly key: string;
}

/**
 * The place in the front matter, undefined where nothing can be offered, `'script'` outside of it. Read line by line, by
 * indentation: YAML that is being written is seldom whole. A front matter whose end is not written yet goes to the first
 * blank line.
 */
export function frontMatterPlace(script: Script, index: number, column: number): CursorPlace | undefined | 'script' {
  const { tree } = script;
  if (index === 0) return 'script';
  if (tree.frontMatterLines > 0) {
    if (index >= tree.frontMatterLines) return 'script';
    // The closing fence.
    if (index === tree.frontMatterLines - 1) return undefined;
  } else {
    if (!/^\uFEFF?---\s*$/.test(tree.lines[0]?.text ?? '')) return 'script';
    for (let above = 1; above < index; above++) if (tree.lines[above]?.kind === 'blank') return 'script';
  }
  const texts = tree.lines
    .slice(0, tree.frontMatterLines > 0 ? tree.frontMatterLines - 1 : index + 1)
    .map((line) => line.text);
  return yamlPlace(texts, index, column);
}

/** The same in lines of YAML; line 0 is the fence. */
export function yamlPlace(texts: readonly string[], index: number, column: number): CursorPlace | undefined {
  const text = texts[index] ?? '';
  const before = text.slice(0, column);
  const rest = text.slice(column);
  if (/(?:^|\s)#/.test(withoutQuotes(before))) return undefined;
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  const around = keysAround(texts, index, column <= indent ? column : indent);
  const flow = flowPlace(before, around);
  if (flow !== undefined) return finish(flow, rest);
  const keyed = /^( *)(?:- +)?("[^"]*"|'[^']*'|[^\s:#'"][^:#]*?) *:(?: +|$)(.*)$/.exec(before);
  if (keyed !== null) {
    const key = unquoted(keyed[2] ?? '');
    const start = before.length - (keyed[3] ?? '').length;
    return finish({ under: around, key, start, before }, rest);
  }
  if (/:\S/.test(before)) return undefined;
  const listed = /^ *- +(.*)$/.exec(before);
  if (listed !== null) {
    const key = around.at(-1);
    return key === undefined
      ? undefined
      : finish({ under: around.slice(0, -1), key, start: before.length - (listed[1] ?? '').length, before }, rest);
  }
  const start = Math.min(indent, column);
  return {
    kind: 'frontMatterKey',
    under: around,
    siblings: siblings(texts, index, indent),
    start,
    end: column + (/^[^:\s]*/.exec(rest)?.[0].length ?? 0),
  };
}

interface ValueBegun {
  readonly under: readonly string[];
  /** Undefined: a key is being written. */
  readonly key: string | undefined;
  readonly start: number;
  readonly before: string;
  readonly siblings?: readonly string[];
}

function finish({ under, key, start, before, siblings = [] }: ValueBegun, rest: string): CursorPlace {
  if (key === undefined) {
    const end = before.length + (/^[^:\s,}]*/.exec(rest)?.[0].length ?? 0);
    return { kind: 'frontMatterKey', under, siblings, start, end };
  }
  const opening = /^["']/.exec(before.slice(start))?.[0].length ?? 0;
  const from = start + opening;
  const written = before.slice(from);
  const stop = rest.search(opening > 0 ? /["']/ : /\s#|[,}\]]|$/);
  const end = before.length + rest.slice(0, Math.max(0, stop)).trimEnd().length;
  const path = [...under, key].join('.');
  if (under[0] === 'moods' || /^(?:cast\..*\.)?mood$/.test(path)) return directionPlace(before, from, 'mood', rest, '');
  if (/^cast\..*\.voice$/.test(path)) return { kind: 'file', of: 'audio', written, bare: false, start: from, end };
  if (path === 'extends' || path === 'lexicon')
    return { kind: 'file', of: 'yaml', written, bare: false, start: from, end };
  if (under[0] === 'lexicon') {
    const space = before.lastIndexOf(' ') + 1;
    return { kind: 'reading', written: key, says: written, rest: '>', start: Math.max(from, space), end };
  }
  return { kind: 'frontMatterValue', under, key, start: from, end };
}

/** Inside `{ … }` or `[ … ]` of one line; undefined: not inside. */
function flowPlace(before: string, around: readonly string[]): ValueBegun | undefined {
  const plain = withoutQuotes(before);
  const opens: number[] = [];
  for (let at = 0; at < plain.length; at++) {
    const character = plain.charAt(at);
    if (character === '{' || character === '[') opens.push(at);
    if ((character === '}' || character === ']') && opens.length > 0) opens.pop();
  }
  const [outermost] = opens;
  if (outermost === undefined) return undefined;
  const under = [...around];
  for (const open of opens) {
    const key = /([^\s{[,:][^{[,:]*?) *: *$/.exec(plain.slice(0, open))?.[1];
    if (key !== undefined)
      under.push(
        before
          .slice(0, open)
          .replace(/ *: *$/, '')
          .slice(-key.length),
      );
  }
  const open = opens.at(-1) ?? outermost;
  let start = open + 1;
  for (let at = open + 1; at < plain.length; at++) if (plain.charAt(at) === ',') start = at + 1;
  while (plain.charAt(start) === ' ') start++;
  if (plain.charAt(open) === '[') {
    const key = under.at(-1);
    return key === undefined ? undefined : { under: under.slice(0, -1), key, start, before };
  }
  const siblings = [...plain.slice(open + 1).matchAll(/([^\s{,:]+) *:/g)].map((match) => match[1] ?? '');
  const keyed = /^([^:]*?) *: */.exec(plain.slice(start));
  if (keyed === null) return { under, key: undefined, start, before, siblings };
  return { under, key: unquoted(keyed[1] ?? ''), start: start + keyed[0].length, before };
}

/** The keys that a line of this indentation stands under, the outermost first. */
function keysAround(texts: readonly string[], index: number, indent: number): readonly string[] {
  const keys: string[] = [];
  let within = indent;
  for (let above = index - 1; above > 0 && within > 0; above--) {
    const line = keyLine(texts[above] ?? '');
    if (line === undefined || line.indent >= within) continue;
    keys.unshift(line.key);
    within = line.indent;
  }
  return keys;
}

/** Keys beside a line, in the same map. */
function siblings(texts: readonly string[], index: number, indent: number): readonly string[] {
  const keys: string[] = [];
  for (const step of [-1, 1]) {
    for (let at = index + step; at > 0 && at < texts.length; at += step) {
      const line = keyLine(texts[at] ?? '');
      if (line === undefined) continue;
      if (line.indent < indent) break;
      if (line.indent === indent) keys.push(line.key);
    }
  }
  return keys;
}

function keyLine(text: string): KeyLine | undefined {
  const match = /^( *)("[^"]*"|'[^']*'|[^\s:#'"-][^:#]*?) *:(?: |$)/.exec(text);
  return match === null ? undefined : { indent: (match[1] ?? '').length, key: unquoted(match[2] ?? '') };
}

/** Text within quotes as stars, so that marks in it mean nothing. An open quote reaches to the end. */
function withoutQuotes(text: string): string {
  return text.replace(
    /"[^"]*(?:"|$)|(?<=[\s:{[,])'[^']*(?:'|$)/g,
    (quoted) => quoted.charAt(0) + '*'.repeat(quoted.length - 1),
  );
}

function unquoted(key: string): string {
  return key.replace(/^(["'])(.*)\1$/, '$2');
}
