import {
  SemanticTokensBuilder,
  type Range,
  type SemanticTokens,
  type SemanticTokensEdit,
} from 'vscode-languageserver/node';
import { nameKey, type HowItem, type Inline, type Line, type Span } from '../../grammar/index.ts';
import { emotionIndex } from '../../screenplay/index.ts';
import type { Script } from '../script.ts';

/** Names of the token types, all of the protocol's own so that every theme colours them. */
export const tokenTypes = [
  'class', // speaker
  'enumMember', // emotion
  'variable', // mood
  'number', // times and weights
  'string', // paths, described emotions
  'keyword', // what has a meaning of its own: like, auto, at, max, settings
  'property', // marks
  'comment', // notes, actions
  'namespace', // headings
  'macro', // pronunciations
  'operator', // ~ ! @ > and stars
] as const;

/** `declaration`: where a mark is set; `static`: a speaker of the cast; `modification`: stressed words. */
export const tokenModifiers = ['declaration', 'static', 'modification'] as const;

type TokenType = (typeof tokenTypes)[number];
type Modifier = (typeof tokenModifiers)[number];
type Put = (span: Span, type: TokenType, ...modifiers: readonly Modifier[]) => void;

/** Tokens of one line, in its order; columns count UTF-16 units. */
type LineTokens = readonly {
  readonly start: number;
  readonly end: number;
  readonly type: number;
  readonly modifiers: number;
}[];

// Tokens of a line depend on the line, the cast and the moods alone. The map of moods is made anew with the front matter, so
// what is kept goes with it.
const kept = new WeakMap<Script['screenplay']['moods'], WeakMap<Line, LineTokens>>();

/**
 * Adds the tokens of a script, or of a range of its lines, to a builder. Only what the TextMate grammar cannot know is
 * worth a token (is it an emotion or a mood, is the speaker in the cast) and what stands beside it.
 */
export function* semanticTokens(
  script: Script,
  builder: SemanticTokensBuilder,
  range?: Range,
): Generator<undefined, void, undefined> {
  const { tree, ranges, screenplay } = script;
  const cast = new Set(screenplay.cast.flatMap(({ name, aliases }) => [name, ...aliases].map(nameKey)));
  const isMood = (word: string): boolean => screenplay.moods.has(nameKey(word));
  let known = kept.get(screenplay.moods);
  if (known === undefined) kept.set(screenplay.moods, (known = new WeakMap()));
  const last = Math.min(range?.end.line ?? Infinity, tree.lines.length - 1);
  for (let index = range?.start.line ?? 0; index <= last; index++) {
    yield;
    const line = tree.lines[index];
    if (line === undefined) break;
    let tokens = known.get(line);
    if (tokens === undefined) known.set(line, (tokens = tokensOf(line, cast, isMood)));
    for (const { start, end, type, modifiers } of tokens) {
      const { start: from, end: to } = ranges.inLine(index, start, end);
      builder.push(index, from.character, to.character - from.character, type, modifiers);
    }
  }
}

function tokensOf(line: Line, cast: ReadonlySet<string>, isMood: (word: string) => boolean): LineTokens {
  const tokens: LineTokens[number][] = [];
  const put: Put = ({ start, end }, type, ...modifiers) => {
    if (end <= start) return;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    tokens.push({ start, end, type: tokenTypes.indexOf(type), modifiers: bits });
  };
  putLine(line, cast, isMood, put);
  return tokens.sort((a, b) => a.start - b.start);
}

/** Tokens of a whole script. */
export function* allSemanticTokens(script: Script): Generator<undefined, SemanticTokens, undefined> {
  const builder = new SemanticTokensBuilder();
  yield* semanticTokens(script, builder);
  return builder.build();
}

/** The one edit that makes new tokens from old ones: what stays at both ends is not sent. None where nothing changed. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head++;
  if (head === before.length && head === after.length) return [];
  let tail = 0;
  while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [{ start: head, deleteCount: before.length - tail - head, data: after.slice(head, after.length - tail) }];
}

function putLine(line: Line, cast: ReadonlySet<string>, isMood: (word: string) => boolean, put: Put): void {
  switch (line.kind) {
    case 'heading':
      put(line.title, 'namespace');
      return;
    case 'action':
      put(line.content, 'comment');
      return;
    case 'pause':
      if (line.seconds !== undefined) put(line.seconds, 'number');
      return;
    case 'setting':
      put(line.name, 'keyword');
      put(line.value, 'string');
      return;
    case 'sound':
      if (line.path !== undefined) put(line.path, 'string');
      for (const group of line.groups) if (group.kind === 'when') putTime(group.time, put);
      return;
    case 'cue':
      if (line.name !== undefined) {
        if (cast.has(nameKey(line.name.value))) put(line.name, 'class', 'static');
        else put(line.name, 'class');
      }
      for (const group of line.groups) {
        if (group.kind === 'when') putTime(group.time, put);
        else for (const item of group.items) putItem(item, isMood, put);
      }
      for (const inline of line.spoken) putInline(inline, isMood, put);
      return;
    case 'continuation':
      for (const inline of line.spoken) putInline(inline, isMood, put);
      return;
    default:
      return;
  }
}

function putTime(time: (Span & { readonly form: string }) | undefined, put: Put): void {
  if (time === undefined) return;
  if (time.form === 'atMark' && 'mark' in time) put(time.mark as Span, 'property');
  else put(time, 'number');
}

function putItem(item: HowItem, isMood: (word: string) => boolean, put: Put): void {
  switch (item.form) {
    case 'words':
      if (item.quoted) put(item.words, 'string');
      else if (emotionIndex(item.words.value) !== undefined) put(item.words, 'enumMember');
      else put(item.words, isMood(item.words.value) ? 'variable' : 'string');
      if (item.strength !== undefined) put(item.strength, 'number');
      return;
    case 'like':
      put(item.path, 'string');
      if (item.strength !== undefined) put(item.strength, 'number');
      return;
    case 'setting':
      put({ start: item.start, end: item.value.start }, 'keyword');
      put(item.value, 'string');
      return;
    case 'mistake':
      return;
    default:
      put(item, 'keyword');
  }
}

function putInline(inline: Inline, isMood: (word: string) => boolean, put: Put): void {
  switch (inline.kind) {
    case 'pause':
      put(inline, 'number');
      return;
    case 'manner':
      for (const item of inline.items) putItem(item, isMood, put);
      return;
    case 'mark':
      put(inline.name, 'property', 'declaration');
      return;
    case 'pronunciation':
      put(inline.says, 'macro');
      return;
    case 'stress':
      put({ start: inline.start, end: inline.start + 1 }, 'operator');
      for (const inner of inline.spoken) putInline(inner, isMood, put);
      put({ start: inline.end - 1, end: inline.end }, 'operator');
      return;
    case 'note':
      put(inline, 'comment');
      return;
    default:
      return;
  }
}
