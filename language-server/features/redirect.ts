import type { TextEdit } from 'vscode-languageserver/node';
import { readTime, type CueLine, type HowGroup, type HowItem, type WhenGroup } from '../../grammar/index.ts';
import { isCueId } from '../../screenplay/cueId.ts';
import { emotionIndex, emotionNames, emotions, type Weights } from '../../screenplay/index.ts';
import { namesEmotion } from '../namesEmotion.ts';
import type { Direction } from '../protocol.ts';
import type { Script } from '../script.ts';

/** Weights that sum up to more are heard rescaled, so they are written rescaled. */
const greatestSum = 0.8;

/**
 * The smallest edits that give the cue on a line another direction: emotion, take, id and length, each in place of what the line
 * says. Other settings, starts and everything else stay as they are written. No edits where the line is no cue, where
 * nothing changes, where a length cannot be read, a take is no whole number from 1 or an id has other characters.
 */
export function redirect(script: Script, index: number, direction: Direction): TextEdit[] {
  const line = script.tree.lines[index];
  if (line?.kind !== 'cue') return [];
  const edits = [...howEdits(line, direction), lengthEdit(line, direction)];
  return edits.flatMap((edit) => {
    const least = edit === undefined ? undefined : trimmed(line.text, edit);
    if (least === undefined) return [];
    return [{ range: script.ranges.inLine(index, least.start, least.end), newText: least.newText }];
  });
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

type Source = 'weights' | 'words' | 'recording' | 'auto';

/** Items of `( … )` that others take the place of. */
interface Change {
  readonly isOld: (item: HowItem) => boolean;
  /** What is written instead; undefined: nothing. */
  readonly text: string | undefined;
  /** Where it goes when there is nothing old. */
  readonly place: 'first' | 'last';
}

function howEdits(line: CueLine, direction: Direction): Edit[] {
  const groups = line.groups.filter((group) => group.kind === 'how');
  const changes = [emotionChange(line, groups, direction), takeChange(direction), idChange(direction)].filter(
    (change) => change !== undefined,
  );
  const [first] = groups;
  if (first === undefined) {
    const texts = changes.flatMap(({ text }) => text ?? []);
    if (texts.length === 0) return [];
    const at = line.name?.end ?? 0;
    const full = isFullWidth(line);
    const space = full || line.name === undefined ? '' : ' ';
    return [{ start: at, end: at, newText: full ? `（${texts.join('，')}）` : `${space}(${texts.join(', ')})` }];
  }
  const inGroups = new Map<HowGroup, Change[]>();
  for (const change of changes) {
    const old = groups.filter(({ items }) => items.some(change.isOld));
    // Only one group gets the new text; what is old goes from the others.
    for (const [at, group] of (old.length === 0 ? [first] : old).entries()) {
      inGroups.set(group, [...(inGroups.get(group) ?? []), at === 0 ? change : { ...change, text: undefined }]);
    }
  }
  return [...inGroups].map(([group, its]) => {
    const newText = groupWritten(line, group, its);
    // Nothing is left of it: the space before it goes too.
    const start = newText === '' ? line.text.slice(0, group.start).trimEnd().length : group.start;
    return { start, end: group.end, newText };
  });
}

function emotionChange(line: CueLine, groups: readonly HowGroup[], direction: Direction): Change | undefined {
  const written = sourceOf(groups);
  const text = emotionWritten(line, groups, direction);
  const removed = (['weights', 'words', 'recording', 'auto'] as const).some(
    (name) => direction[name] === null && written === name,
  );
  return text === undefined && !removed ? undefined : { isOld: namesEmotion, text, place: 'first' };
}

function takeChange({ take }: Direction): Change | undefined {
  if (take === undefined || (take !== null && !(Number.isSafeInteger(take) && take >= 1))) return undefined;
  // The first take is what a line without any says.
  const text = take === null || take === 1 ? undefined : `take ${take}`;
  return { isOld: (item) => item.form === 'setting' && item.name === 'take', text, place: 'last' };
}

function idChange({ id }: Direction): Change | undefined {
  if (id === undefined || (id !== null && !isCueId(id))) return undefined;
  const text = id === null ? undefined : `id ${id}`;
  return { isOld: (item) => item.form === 'setting' && item.name === 'id', text, place: 'last' };
}

/** Which source of emotion a line has of its own. */
function sourceOf(groups: readonly HowGroup[]): Source | undefined {
  const items = groups.flatMap((group) => group.items);
  if (items.some(({ form }) => form === 'like')) return 'recording';
  if (items.some(({ form }) => form === 'auto')) return 'auto';
  const words = items.filter((item) => item.form === 'words');
  if (words.some(({ quoted, words: { value } }) => quoted || emotionIndex(value) === undefined)) {
    // Bare words that are no emotion: described, or a mood, which a slider takes over as weights.
    return words.some(({ quoted }) => quoted) ? 'words' : 'weights';
  }
  return words.length > 0 || items.some(({ form }) => form === 'vector') ? 'weights' : undefined;
}

/** The emotion as items of `( … )`; undefined: none is asked for. */
function emotionWritten(line: CueLine, groups: readonly HowGroup[], direction: Direction): string | undefined {
  const { mood, weights, words, recording, auto } = direction;
  if (mood !== undefined) return mood;
  if (weights !== undefined && weights !== null) return weightsWritten(line, groups, weights);
  if (words !== undefined && words !== null) return `${quoted(words.words)} ${figure(words.strength)}`;
  if (recording !== undefined && recording !== null) {
    const like = /像/.test(groups.map(({ start, end }) => line.text.slice(start, end)).join('')) ? '像' : 'like';
    return `${like} ${quoted(recording.path)} ${figure(recording.strength)}`;
  }
  if (auto !== undefined && auto !== null) {
    return `${/\p{Script=Han}/u.test(line.name?.value ?? '') ? '自动' : 'auto'} ${figure(auto.strength)}`;
  }
  return undefined;
}

/** Names stay in the language in which the line has them. */
function weightsWritten(line: CueLine, groups: readonly HowGroup[], weights: Weights): string | undefined {
  const names = new Map<number, string>();
  for (const { items } of groups) {
    for (const item of items) {
      const index = item.form === 'words' && !item.quoted ? emotionIndex(item.words.value) : undefined;
      if (index !== undefined && item.form === 'words') names.set(index, item.words.value);
    }
  }
  const chinese = /\p{Script=Han}/u.test([...names.values(), line.name?.value ?? ''].join(''));
  const sum = weights.reduce((total, weight) => total + Math.max(0, weight), 0);
  const scale = sum > greatestSum ? greatestSum / sum : 1;
  const order = [...names.keys(), ...emotions.keys()].filter((index, at, all) => all.indexOf(index) === at);
  const items = order.flatMap((index) => {
    // Rounded down where they are scaled: eight roundings must not lift the sum over the limit.
    const weight = Math.max(0, weights[index] ?? 0);
    const shown = scale < 1 ? Math.floor(weight * scale * 100 + 1e-6) / 100 : Math.round(weight * 100) / 100;
    if (shown === 0) return [];
    const { en, zh } = emotionNames(index);
    return [`${names.get(index) ?? (chinese ? zh : en)} ${shown}`];
  });
  return items.length === 0 ? undefined : items.join(' + ');
}

/** A group after changes; `''`: nothing is left in it. */
function groupWritten(line: CueLine, { start, end, items }: HowGroup, changes: readonly Change[]): string {
  const open = line.text.charAt(start);
  const close = /[)）]/.test(line.text.charAt(end - 1)) ? line.text.charAt(end - 1) : ')';
  const parts: { readonly text: string; readonly item: HowItem | undefined }[] = [];
  const placed = new Set<Change>();
  for (const item of items) {
    const change = changes.find(({ isOld }) => isOld(item));
    if (change === undefined) parts.push({ text: line.text.slice(item.start, item.end), item });
    else if (change.text !== undefined && !placed.has(change)) parts.push({ text: change.text, item: undefined });
    if (change !== undefined) placed.add(change);
  }
  for (const change of changes) {
    if (change.text === undefined || placed.has(change)) continue;
    const part = { text: change.text, item: undefined };
    if (change.place === 'first') parts.unshift(part);
    else parts.push(part);
  }
  const comma = isFullWidth(line) ? '，' : ', ';
  let inner = '';
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1]?.item;
    const after = part.item;
    const isKept = before !== undefined && after !== undefined && items.indexOf(after) === items.indexOf(before) + 1;
    const between = isKept ? line.text.slice(before.end, after.start) : comma;
    inner += at === 0 ? part.text : `${between}${part.text}`;
  }
  return inner === '' ? '' : `${open}${inner}${close}`;
}

function lengthEdit(line: CueLine, { length }: Direction): Edit | undefined {
  if (length === undefined) return undefined;
  const asked = length === null ? undefined : readTime(length).value;
  if (length !== null && (asked === undefined || asked.form.startsWith('at'))) return undefined;
  const groups = line.groups.filter((group) => group.kind === 'when');
  const group = groups.find(({ time }) => time !== undefined && !time.form.startsWith('at'));
  if (group === undefined) {
    if (length === null) return undefined;
    const at = line.groups.at(-1)?.end ?? line.name?.end ?? 0;
    const full = isFullWidth(line);
    const space = full || at === 0 ? '' : ' ';
    // A window has a start of its own: it takes the place of the start.
    const start = asked?.form === 'window' ? groups[0] : undefined;
    if (start !== undefined) return inside(line, start, length);
    return { start: at, end: at, newText: full ? `【${length}】` : `${space}[${length}]` };
  }
  if (group.time?.form === 'window' && asked?.form !== 'window') {
    // A window without its length keeps its start.
    const { from } = group.time;
    const start = `at ${line.text.slice(from.start, from.end)}`;
    const [open, close] = [line.text.charAt(group.start), line.text.charAt(group.end - 1)];
    return inside(line, group, length === null ? start : `${start}${close} ${open}${length}`);
  }
  if (length !== null) return inside(line, group, length);
  return { start: line.text.slice(0, group.start).trimEnd().length, end: group.end, newText: '' };
}

function inside(line: CueLine, { start, end }: WhenGroup, text: string): Edit {
  const isClosed = /[\]】］]/.test(line.text.charAt(end - 1));
  return { start: start + 1, end: isClosed ? end - 1 : end, newText: isClosed ? text : `${text}]` };
}

function isFullWidth(line: CueLine): boolean {
  return line.text.charAt(line.colon.start) === '：';
}

/** In quotes that do not stand in it; without any quotes where all do. */
function quoted(text: string): string {
  const plain = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (!plain.includes('"')) return `"${plain}"`;
  return plain.includes('”') ? `"${plain.replaceAll('"', "'")}"` : `“${plain}”`;
}

function figure(strength: number): string {
  return String(Math.round(Math.min(1, Math.max(0, strength)) * 100) / 100);
}

/** The edit without what it would leave as it is; undefined: it changes nothing. */
function trimmed(text: string, { start, end, newText }: Edit): Edit | undefined {
  const old = text.slice(start, end);
  if (old === newText) return undefined;
  let head = 0;
  while (head < Math.min(old.length, newText.length) && old[head] === newText[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, newText.length) - head;
  while (tail < most && old[old.length - 1 - tail] === newText[newText.length - 1 - tail]) tail++;
  // Never between the two halves of a character outside the basic plane.
  if (head > 0 && isHigh(newText, head - 1)) head--;
  if (tail > 0 && isHigh(newText, newText.length - tail - 1)) tail--;
  return { start: start + head, end: end - tail, newText: newText.slice(head, newText.length - tail) };
}

function isHigh(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}
