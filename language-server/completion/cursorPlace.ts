import { fold } from '../../grammar/fold.ts';
import type { Span } from '../../grammar/index.ts';
import type { Script } from '../script.ts';
import { closers, directionPlace, lastSeparator, untilQuote } from './directionPlace.ts';
import { frontMatterPlace } from './frontMatterPlace.ts';

/** What can be written at a place of a script. The span is what a completion replaces; columns count UTF-16 units. */
export type CursorPlace = Span &
  (
    | { readonly kind: 'lineStart'; readonly followed: boolean }
    /** An item of `( … )`, `{ … }` or of a mood; `before`: the items before it, `rest`: the line after the cursor. */
    | {
        readonly kind: 'direction';
        readonly of: 'line' | 'text' | 'mood';
        readonly item: string;
        readonly before: string;
        readonly rest: string;
        /** What closes the bracket that the item stands in; `''`: it is closed, or there is none. */
        readonly close: string;
      }
    | { readonly kind: 'time'; readonly of: 'cue' | 'sound'; readonly close: string }
    | { readonly kind: 'soundOption' }
    | { readonly kind: 'pause' }
    | { readonly kind: 'settingName' }
    | { readonly kind: 'settingValue'; readonly name: string }
    /** A path; `written`: what stands of it before the cursor, `bare`: the quotes are to be written too. */
    | { readonly kind: 'file'; readonly of: FileKind; readonly written: string; readonly bare: boolean }
    /** The right side of `<written|…>` or of a lexicon entry; `says`: all of it before the cursor. */
    | { readonly kind: 'reading'; readonly written: string; readonly says: string; readonly rest: string }
    | { readonly kind: 'ignoredCode' }
    | { readonly kind: 'frontMatterKey'; readonly under: readonly string[]; readonly siblings: readonly string[] }
    | { readonly kind: 'frontMatterValue'; readonly under: readonly string[]; readonly key: string }
  );

export type FileKind = 'audio' | 'yaml';

/**
 * What can be written where the cursor stands; undefined: prose, where a completion would only get in the way. The line is
 * read up to the cursor only, since what stands there is seldom whole while it is typed.
 */
export function cursorPlace(script: Script, index: number, column: number): CursorPlace | undefined {
  const line = script.tree.lines[index];
  if (line === undefined) return undefined;
  const inFront = frontMatterPlace(script, index, column);
  if (inFront !== 'script') return inFront;
  // A line's kind never depends on the lines around it, the front matter apart.
  return linePlace(line.text, column);
}

/** The same for a line by itself, outside the front matter. */
export function linePlace(text: string, column: number): CursorPlace | undefined {
  const folded = fold(text);
  const before = folded.slice(0, column);
  const rest = folded.slice(column);
  if (/^(?:[ \u00A0]{2}|[\t\u3000])/.test(before)) return spokenPlace(before, 0, rest, text);
  const first = before.replace(/^\uFEFF/, '').charAt(0);
  switch (first) {
    case '#':
    case '>':
      return undefined;
    case '~':
      return { kind: 'pause', ...token(before, 1, rest, /[\s]/) };
    case '@':
      return settingPlace(before, rest);
    case '!':
      return soundPlace(before, rest, text);
    case '/':
      return commentPlace(before, rest);
    default:
      return cuePlace(before, rest, text);
  }
}

function settingPlace(before: string, rest: string): CursorPlace {
  const match = /^@(\S*)\s+/.exec(before);
  if (match === null)
    return { kind: 'settingName', start: 1, end: before.length + (/^[a-z]*/i.exec(rest)?.[0].length ?? 0) };
  const name = (match[1] ?? '').toLowerCase();
  const start = match[0].length;
  if (name === 'mood') return directionPlace(before, start, 'mood', rest, '');
  return { kind: 'settingValue', name, start, end: before.length + rest.trimEnd().length };
}

function commentPlace(before: string, rest: string): CursorPlace | undefined {
  const match = /^\/\/\s*tableread-ignore\s(?:.*[\s,])?/.exec(before);
  return match === null
    ? undefined
    : { kind: 'ignoredCode', start: match[0].length, end: before.length + (/^[\w/-]*/.exec(rest)?.[0].length ?? 0) };
}

function soundPlace(before: string, rest: string, text: string): CursorPlace | undefined {
  const quoted = /^!\s*["“”「]([^"”」]*)/.exec(before);
  const path = quoted?.[0] ?? /^!\s*[^([]*/.exec(before)?.[0] ?? '!';
  if (path.length === before.length) {
    const start = quoted === null ? (/^!\s*/.exec(path)?.[0].length ?? 1) : path.length - (quoted[1]?.length ?? 0);
    const end =
      before.length + (quoted === null ? (/^[^([]*/.exec(rest)?.[0].trimEnd().length ?? 0) : untilQuote(rest));
    return { kind: 'file', of: 'audio', written: before.slice(start), bare: false, start, end };
  }
  let open = -1;
  for (let at = path.length; at < before.length; at++) {
    const character = before.charAt(at);
    if (character === '(' || character === '[') open = at;
    if (character === ')' || character === ']') open = -1;
  }
  if (open < 0) return undefined;
  if (before.charAt(open) === '[') {
    const close = missingClose(text.charAt(open), rest);
    return { kind: 'time', of: 'sound', close, ...token(before, open + 1, rest, /\]/) };
  }
  return { kind: 'soundOption', ...token(before, lastSeparator(before, open + 1), rest, /[,;+)]/) };
}

function cuePlace(before: string, rest: string, text: string): CursorPlace | undefined {
  let at = before.search(/[([:]/);
  if (at < 0) {
    // A name has forty characters at most: beyond, it is prose that lost its mark.
    if (before.length > 40) return undefined;
    const name = /^[^([:]*/.exec(rest)?.[0] ?? '';
    const followed = name.length < rest.length;
    return { kind: 'lineStart', followed, start: 0, end: before.length + (followed ? name.trimEnd().length : 0) };
  }
  while (at < before.length) {
    const character = before.charAt(at);
    if (character === ':') return spokenPlace(before, at + 1, rest, text);
    if (character === '(') {
      const close = closing(before, at + 1, ')');
      if (close < 0) return directionPlace(before, at + 1, 'line', rest, missingClose(text.charAt(at), rest));
      at = close;
    } else if (character === '[') {
      const close = before.indexOf(']', at);
      if (close < 0) {
        const missing = missingClose(text.charAt(at), rest);
        return { kind: 'time', of: 'cue', close: missing, ...token(before, at + 1, rest, /\]/) };
      }
      at = close;
    }
    at++;
  }
  return undefined;
}

/** Within spoken text: only inside `{ … }` and behind the bar of `<…|…>`. */
function spokenPlace(before: string, from: number, rest: string, text: string): CursorPlace | undefined {
  let at = from;
  while (at < before.length) {
    const character = before.charAt(at);
    if (character === '\\') at++;
    else if (character === '{') {
      const close = closing(before, at + 1, '}');
      if (close < 0) return directionPlace(before, at + 1, 'text', rest, missingClose(text.charAt(at), rest));
      at = close;
    } else if (before.startsWith('[[', at)) {
      const close = before.indexOf(']]', at);
      if (close < 0) return undefined;
      at = close + 1;
    } else if (character === '<') {
      const bar = before.indexOf('|', at);
      const close = before.indexOf('>', at);
      if (bar >= 0 && close < 0 && !before.slice(at + 1, bar).includes('<')) {
        const start = Math.max(bar, before.lastIndexOf(' ')) + 1;
        const end = before.length + (/^[^\s<>]*/.exec(rest)?.[0].length ?? 0);
        return {
          kind: 'reading',
          written: text.slice(at + 1, bar).trim(),
          says: before.slice(bar + 1),
          rest,
          start,
          end,
        };
      }
    }
    at++;
  }
  return undefined;
}

/** What closes a bracket, full-width where it is; `''`: something behind the cursor does. */
function missingClose(open: string, rest: string): string {
  const [close = '', closed = /$/] = brackets[open] ?? [];
  return closed.test(rest) ? '' : close;
}

/** What closes each bracket, and what stands behind the cursor (folded) where it is closed already. */
const brackets: Readonly<Record<string, readonly [close: string, closed: RegExp]>> = {
  '(': [')', /^[^():]*\)/],
  '（': ['）', /^[^():]*\)/],
  '[': [']', /^[^[\]]*\]/],
  '［': ['］', /^[^[\]]*\]/],
  '【': ['】', /^[^[\]]*\]/],
  '{': ['}', /^[^{}]*\}/],
  '｛': ['｝', /^[^{}]*\}/],
};

/** Where a bracket that is open at `from` closes, quotes passed over; −1: not before the end. */
function closing(text: string, from: number, close: string): number {
  let quote: string | undefined;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === close) return at;
    else quote = closers[character];
  }
  return -1;
}

/** From the first character that is no space to where one of `ends` comes. */
function token(before: string, from: number, rest: string, ends: RegExp): Span {
  let start = from;
  while (start < before.length && /\s/.test(before.charAt(start))) start++;
  const stop = rest.search(ends);
  // An open bracket: what follows may be the rest of the line.
  return { start, end: before.length + (stop < 0 ? 0 : rest.slice(0, stop).trimEnd().length) };
}
