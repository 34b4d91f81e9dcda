import type { Range, SemanticTokensEdit } from 'vscode-languageserver/node';
import { nameKey, type HowItem, type Inline, type Line, type Span } from '../../grammar/index.ts';
import { emotionIndex } from '../../screenplay/index.ts';
import { changedLines } from '../changedLines.ts';
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

/** Tokens of one line, in its order: start and length in UTF-16 units, type and modifiers of each. */
type LineTokens = readonly number[];
const lineNumbers = 4;
/** Numbers of a token as the protocol sends it. */
const sentNumbers = 5;

// Tokens of a line depend on the line, the cast and the moods alone. The map of moods is made anew with the front matter, so
// what is kept goes with it.
const kept = new WeakMap<Script['screenplay']['moods'], WeakMap<Line, LineTokens>>();

/** The tokens that a client has, as far as the difference to them needs it. */
export interface SentTokens {
  readonly lines: readonly Line[];
  readonly moods: Script['screenplay']['moods'];
  /** How many tokens each line has. */
  readonly counts: Uint32Array;
}

/**
 * Tokens of a whole script. Only what the TextMate grammar cannot know is worth a token (is it an emotion or a mood, is the
 * speaker in the cast) and what stands beside it.
 */
export function* semanticTokens(
  script: Script,
): Generator<undefined, { readonly data: number[]; readonly sent: SentTokens }, undefined> {
  const { lines } = script.tree;
  const data: number[] = [];
  const counts = new Uint32Array(lines.length);
  yield* writeLines(script, lines, { from: 0, to: lines.length, above: 0 }, data, counts);
  return { data, sent: { lines, moods: script.screenplay.moods, counts } };
}

/** Tokens of the lines of a range. */
export function* rangeTokens(script: Script, { start, end }: Range): Generator<undefined, number[], undefined> {
  const { lines } = script.tree;
  const data: number[] = [];
  yield* writeLines(script, lines, { from: start.line, to: Math.min(end.line + 1, lines.length), above: 0 }, data);
  return data;
}

/**
 * What changes tokens that a client has into those of the script: it costs what the changed lines cost. Undefined when the
 * front matter says something else, so that every line may have other tokens.
 */
export function* tokenDifference(
  before: SentTokens,
  script: Script,
): Generator<undefined, { readonly edits: SemanticTokensEdit[]; readonly sent: SentTokens } | undefined, undefined> {
  const { moods } = script.screenplay;
  if (before.moods !== moods) return undefined;
  const { lines } = script.tree;
  const { from, oldTo, to } = changedLines(before.lines, lines);
  let above = from - 1;
  while (above >= 0 && before.counts[above] === 0) above--;
  above = Math.max(0, above);

  const middle = new Uint32Array(to - from);
  const old: number[] = [];
  const now: number[] = [];
  // The first token below goes along: it counts its lines from the last one above it.
  yield* writeLines(script, before.lines, { from, to: oldTo, above }, old);
  yield* writeLines(script, lines, { from, to, above }, now, middle);
  const counts = new Uint32Array(lines.length);
  counts.set(before.counts.subarray(0, from));
  counts.set(middle, from);
  counts.set(before.counts.subarray(oldTo), to);
  let below = to;
  while (below < lines.length && counts[below] === 0) below++;
  if (below < lines.length) {
    const first = tokensOfLine(script, lines[below]).slice(0, lineNumbers);
    writeTokens(script, before.lines[below - to + oldTo], below - to + oldTo, lastLine(old, above), first, old);
    writeTokens(script, lines[below], below, lastLine(now, above), first, now);
  }
  let ahead = 0;
  for (let line = 0; line < from; line++) ahead += before.counts[line] ?? 0;
  const edits = tokenEdits(old, now).map((edit) => ({ ...edit, start: edit.start + ahead * sentNumbers }));
  return { edits, sent: { lines, moods, counts } };
}

/** The line of the last of some tokens; `above`: the line that the first of them counts from. */
function lastLine(data: readonly number[], above: number): number {
  let line = above;
  for (let at = 0; at < data.length; at += sentNumbers) line += data[at] ?? 0;
  return line;
}

/** Writes the tokens of lines; the first counts its lines from `above`. How many each line has goes into `counts`. */
function* writeLines(
  script: Script,
  lines: readonly Line[],
  { from, to, above }: { readonly from: number; readonly to: number; readonly above: number },
  data: number[],
  counts?: Uint32Array,
): Generator<undefined, void, undefined> {
  let last = above;
  for (let index = from; index < to; index++) {
    yield;
    const tokens = tokensOfLine(script, lines[index]);
    if (counts !== undefined) counts[index - from] = tokens.length / lineNumbers;
    if (tokens.length === 0) continue;
    writeTokens(script, lines[index], index, last, tokens, data);
    last = index;
  }
}

function writeTokens(
  { ranges }: Script,
  line: Line | undefined,
  index: number,
  last: number,
  tokens: LineTokens,
  data: number[],
): void {
  const text = line?.text ?? '';
  let column = 0;
  let moved = index - last;
  for (let at = 0; at < tokens.length; at += lineNumbers) {
    const from = tokens[at] ?? 0;
    const start = ranges.character(text, from);
    const end = ranges.character(text, from + (tokens[at + 1] ?? 0));
    data.push(moved, start - column, end - start, tokens[at + 2] ?? 0, tokens[at + 3] ?? 0);
    column = start;
    moved = 0;
  }
}

const none: LineTokens = [];

function tokensOfLine({ screenplay: { cast, moods } }: Script, line: Line | undefined): LineTokens {
  if (line === undefined) return none;
  let known = kept.get(moods);
  if (known === undefined) kept.set(moods, (known = new WeakMap()));
  const before = known.get(line);
  if (before !== undefined) return before;
  const tokens: { start: number; length: number; type: number; modifiers: number }[] = [];
  const put: Put = ({ start, end }, type, ...modifiers) => {
    if (end <= start) return;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    tokens.push({ start, length: end - start, type: tokenTypes.indexOf(type), modifiers: bits });
  };
  putLine(line, castKeys(cast), (word) => moods.has(nameKey(word)), put);
  tokens.sort((a, b) => a.start - b.start);
  const numbers =
    tokens.length === 0
      ? none
      : tokens.flatMap(({ start, length, type, modifiers }) => [start, length, type, modifiers]);
  known.set(line, numbers);
  return numbers;
}

const keysOfCast = new WeakMap<Script['screenplay']['cast'], ReadonlySet<string>>();

function castKeys(cast: Script['screenplay']['cast']): ReadonlySet<string> {
  const known = keysOfCast.get(cast);
  if (known !== undefined) return known;
  const keys = new Set(cast.flatMap(({ name, aliases }) => [name, ...aliases].map(nameKey)));
  keysOfCast.set(cast, keys);
  return keys;
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
