import type { MessageCode, MessageValues } from '../foundation/message.ts';
import { fold } from './fold.ts';
import { idMeant, itemMeant } from './itemMeant.ts';
import { fileName, isForeignSetting, isPauseWord } from './lineActions.ts';
import { addAll, error, inserting, removing, replacing, warning } from './mistake.ts';
import { read } from './reader.ts';
import { pauseMeant, timeMeant } from './timeMeant.ts';
import { isTime, unclosed } from './timeMistakes.ts';
import type { Figure, HowGroup, HowItem, Mistake, MistakeFix, Span, Word } from './tree.ts';
import { word } from './word.ts';

/** Seeds are 32-bit, as in the official code. */
const mostSeed = 2 ** 32 - 1;
const mostTake = 9999;

const figure = String.raw`(?:\d+(?:\.\d+)?|\.\d+)`;

/** What is wrong with the `( … )` groups of a cue. */
export function howMistakes(groups: readonly HowGroup[], text: string): Mistake[] {
  const found: Mistake[] = [];
  for (const group of groups) {
    const open = unclosed(group, text, ')');
    addAll(found, open);
    const end = open.length === 0 ? group.end - 1 : group.end;
    if (word(text, group.start + 1, end).value === '') {
      found.push(warning('voice/empty-brackets', group, {}, [removing(group, text)]));
      continue;
    }
    const only = group.items.length === 1 ? group : undefined;
    const vector = scatteredVector(group.items, text);
    addAll(found, separatorMistakes(group.items, { start: group.start + 1, end }, text));
    group.items.forEach((item, index) => {
      if (index === vector.from) addAll(found, vector.mistakes);
      if (index >= vector.from && index < vector.to) return;
      const apart = weightApart(group.items[index - 1], item, text);
      if (apart === undefined) addAll(found, itemMistakes(item, text, only));
      else found.push(apart);
    });
  }
  const [first, second] = groups;
  if (first === undefined) return found;
  addAll(found, repeated(second === undefined ? first.items : groups.flatMap(({ items }) => items), text));
  return found;
}

function isFigure(item: HowItem | undefined, text: string): boolean {
  return item?.form === 'mistake' && new RegExp(`^${figure}$`).test(fold(text.slice(item.start, item.end)));
}

const noVector = { from: -1, to: -1, mistakes: [] };

/** `vector 0,0,0,0,0,0,0.4,0`: each number an item of its own. One mistake, at the first of them. */
function scatteredVector(
  items: readonly HowItem[],
  text: string,
): { readonly from: number; readonly to: number; readonly mistakes: readonly Mistake[] } {
  const from = items.findIndex(
    ({ form, start, end }) => form === 'mistake' && /^vector(?![\p{L}\p{N}])/iu.test(text.slice(start, end)),
  );
  let to = from + 1;
  while (isFigure(items[to], text)) to++;
  const [first, last] = [items[from], items[to - 1]];
  if (first === undefined || last === undefined || to === from + 1) return noVector;
  const whole = { start: first.start, end: last.end };
  const mistake = unreadableItem(whole, text);
  return { from, to, mistakes: [mistake] };
}

/** `(sad, 0.4)`: a weight with a separator before it. */
function weightApart(previous: HowItem | undefined, item: HowItem, text: string): Mistake | undefined {
  if (!isFigure(item, text) || previous?.form !== 'words' || previous.strength !== undefined) return undefined;
  const meant = `${text.slice(previous.start, previous.end)} ${fold(text.slice(item.start, item.end))}`;
  if (validItem(meant) === undefined) return undefined;
  const whole = { start: previous.start, end: item.end };
  return error('voice/item-form', whole, { text: text.slice(whole.start, whole.end), meant }, [
    replacing(whole, meant),
  ]);
}

/** What is wrong with the items of an inline `{ … }`: they hold for the rest of the cue, not for the cue. */
export function mannerMistakes(items: readonly HowItem[], inside: Span, text: string): Mistake[] {
  const found = items.flatMap((item) => {
    if ((item.form === 'setting' && item.name !== 'language') || item.form === 'convention') {
      const name = item.form === 'setting' ? item.name : item.words.value;
      return [error('voice/not-within-text', item, { name })];
    }
    if (item.form === 'words' && !item.quoted && !isMoodLike(item.words.value)) {
      const brace = { start: inside.start - 1, end: inside.start };
      // `{/sad}`: what `{}` is here.
      if (items.length === 1 && item.words.value.startsWith('/'))
        return [error('voice/item-form', item, { text: `{${item.words.value}}`, meant: '{}' }, [removing(item, text)])];
      return [error('voice/unknown-inline', item, { text: item.words.value }, [spokenBrace(brace, inside.end, text)])];
    }
    if (item.form === 'mistake') {
      const pause = pauseMeant(fold(text.slice(item.start, item.end)));
      if (pause !== undefined) return [error('voice/pause-form', item, {}, [replacing(item, pause)])];
      const [mistake] = itemMistakes(item, text);
      // `{0}`: a placeholder of another program, for all that can be told.
      if (items.length === 1 && mistake?.code === 'voice/unreadable-item') {
        const brace = { start: inside.start - 1, end: inside.start };
        const values = { text: text.slice(item.start, item.end) };
        return [error('voice/unknown-inline', item, values, [spokenBrace(brace, inside.end, text)])];
      }
    }
    return itemMistakes(item, text);
  });
  return [...separatorMistakes(items, inside, text), ...found, ...repeated(items, text)];
}

/** The fix that lets what stands in braces be spoken as it is. */
function spokenBrace(brace: Span, end: number, text: string): MistakeFix {
  const newText = `\\${text.slice(brace.start, brace.end)}`;
  const shown = `\\${text.slice(brace.start, end + 1)}`;
  return { title: 'fix/replace', values: replacing(brace, shown).values, edits: [{ ...brace, newText }] };
}

/** What is wrong with the items of a mood. */
export function moodMistakes(items: readonly HowItem[], text: string): Mistake[] {
  const extra = separatorMistakes(items, { start: 0, end: text.length }, text);
  return [...extra, ...items.flatMap((item) => itemMistakes(item, text)), ...repeated(items, text)];
}

/** Whether words could be the name of an emotion or a mood. */
function isMoodLike(words: string): boolean {
  return /^[\p{L}\p{M}][\p{L}\p{M}\s'’_-]*$/u.test(words);
}

const separators = ',;+，；＋、';

/** Between two items stands one separator, before the first and after the last none. */
function separatorMistakes(items: readonly HowItem[], inside: Span, text: string): Mistake[] {
  const found: Mistake[] = [];
  let from = inside.start;
  items.forEach((item, index) => {
    find(item.start, index === 0 ? 0 : 1);
    from = item.end;
  });
  find(inside.end, 0);
  return found;

  function find(end: number, allowed: number): void {
    for (let index = from; index < end; index++) {
      const separator = text.charAt(index);
      if (!separators.includes(separator) || allowed-- > 0) continue;
      const span = { start: index, end: index + 1 };
      found.push(warning('voice/extra-separator', span, { text: separator }, [removing(span, text)]));
    }
  }
}

/** A setting that is set before in the same place. */
function repeated(items: readonly HowItem[], text: string): Mistake[] {
  const found: Mistake[] = [];
  if (items.length < 2) return found;
  const seen = new Set<string>();
  for (const item of items) {
    if (item.form !== 'setting') continue;
    if (seen.has(item.name)) found.push(error('voice/repeated-item', item, { name: text.slice(item.start, item.end) }));
    seen.add(item.name);
  }
  return found;
}

function itemMistakes(item: HowItem, text: string, only?: HowGroup): Mistake[] {
  switch (item.form) {
    case 'words':
      if (item.words.value === '') return [error('voice/empty-quotes', item)];
      if (!item.quoted && isPauseWord(item.words.value))
        return [warning('voice/pause-in-brackets', item, { words: item.words.value })];
      if (!item.quoted && (item.strength?.value ?? 0) > 1) {
        const written = text.slice(item.start, item.end);
        const meant = validItem(itemMeant(fold(written)));
        if (meant !== undefined)
          return [error('voice/item-form', item, { text: written, meant }, [replacing(item, meant)])];
      }
      return strengthMistakes(item.strength);
    case 'vector':
      return vectorMistakes(item, text);
    case 'like':
      return [...pathMistakes(item.path, item), ...strengthMistakes(item.strength)];
    case 'auto':
      return strengthMistakes(item.strength);
    case 'setting':
      return settingMistakes(item.name, item.value, item);
    case 'mistake':
      return [unreadableItem(item, text, only)];
    case 'random':
    case 'convention':
      return [];
  }
}

function strengthMistakes(strength: Figure | undefined): Mistake[] {
  if (strength === undefined || strength.value <= 1) return [];
  return [outOfRange(strength, strength.value)];
}

function outOfRange(span: Span, value: number): Mistake {
  // 7 for 0.7 and 70 for 0.7 are the usual slips; a little over 1 was meant to be much.
  const meant =
    value <= 1 ? undefined : value < 2 ? 1 : value < 10 ? value / 10 : value <= 100 ? value / 100 : undefined;
  return error(
    'voice/strength-range',
    span,
    {},
    meant === undefined ? [] : [replacing(span, String(Number(meant.toFixed(4))))],
  );
}

function vectorMistakes(item: Span, text: string): Mistake[] {
  const found: Mistake[] = [];
  for (const match of fold(text.slice(item.start, item.end)).matchAll(new RegExp(figure, 'g'))) {
    const start = item.start + match.index;
    if (Number(match[0]) > 1) found.push(outOfRange({ start, end: start + match[0].length }, Number(match[0])));
  }
  return found;
}

/** What is wrong with the path of a file, as far as its form can tell. `whole` is marked when there is none. */
export function pathMistakes(path: Word, whole: Span): Mistake[] {
  if (path.value === '') return [error('voice/empty-quotes', whole)];
  if (!path.value.includes('\\')) return [];
  return [error('voice/backslash-in-path', path, {}, [replacing(path, path.value.replaceAll('\\', '/'))])];
}

function settingMistakes(name: string, value: Word, item: Span): Mistake[] {
  const count = /^\d+$/.test(value.value) ? Number(value.value) : Number.NaN;
  if (name === 'voice') return pathMistakes(value, item);
  if (name === 'seed' && !(count <= mostSeed)) return [error('voice/seed-range', value, { most: mostSeed })];
  if (name === 'take' && !(count >= 1 && count <= mostTake))
    return [error('voice/take-range', value, { most: mostTake })];
  if (name === 'id' && !/^[\p{L}\p{M}\p{N}_-]+$/u.test(value.value)) {
    const meant = idMeant(value.value);
    return [error('voice/id-form', value, {}, meant === '' ? [] : [replacing(value, meant)])];
  }
  return [];
}

/** A form of an item that this language has. */
function validItem(meant: string | undefined): string | undefined {
  const [only, second] = meant === undefined ? [] : (read.how(meant) ?? []);
  return only === undefined || second !== undefined || only.form === 'mistake' ? undefined : meant;
}

/** Why an item fits no row, and what may have been meant. */
function unreadableItem(item: Span, text: string, only?: HowGroup): Mistake {
  const written = text.slice(item.start, item.end);
  const said = fold(written);
  const quote = unclosedQuote(said);
  if (quote !== undefined)
    return error('voice/unclosed-quote', at(item, quote, 1), {}, [inserting(item.end, closerOf(said[quote] ?? ''))]);

  // What follows finds out what was meant by something short; searching a long line for it is no help to anyone.
  if (said.length > 200) return error('voice/unreadable-item', item, { text: written });

  const keyword = /^(?:vector|like|像|seed|take|language|voice|engine|id)$/i.exec(said);
  if (keyword !== null) return error('voice/item-without-value', item, { item: written });

  const path = new RegExp(String.raw`^(?:like|像|voice)\s*([^"“”「」\s:=](?:[^"“”「」]*[^"“”「」\s])?)$`, 'i').exec(
    said,
  )?.[1];
  if (path !== undefined)
    return unquotedPath(at(item, said.length - path.length, path.length), written.slice(-path.length));

  if (/^vector(?![\p{L}\p{N}])/iu.test(said)) {
    const numbers = said.match(new RegExp(figure, 'g')) ?? [];
    const count = numbers.length;
    const plain = `vector ${numbers.join(' ')}`;
    if (count === 8) return error('voice/item-form', item, { text: written, meant: plain }, [replacing(item, plain)]);
    return error('voice/vector-length', item, { count });
  }
  const meant = validItem(itemMeant(said));
  const mend = meant === undefined ? [] : [replacing(item, meant)];
  for (const [setting, code, values] of countedSettings) {
    // Where only its form is wrong, the value is not to blame.
    const isFormOnly = meant !== undefined && (code === 'voice/setting-value' || /^\p{L}+\s*[:=]/u.test(said));
    if (setting.test(said) && !isFormOnly) return error(code, item, values, mend);
  }
  if (meant !== undefined) return error('voice/item-form', item, { text: written, meant }, mend);

  const foreign = /^(\p{L}+)\s*[:=]?\s*[-+−]?[\d.]+\s*(?:db|%|x|hz|倍)?$/iu.exec(said)?.[1];
  if (foreign !== undefined && isForeignSetting(foreign)) return error('voice/no-such-item', item, { name: foreign });

  const percent = new RegExp(`(${figure})\\s*%$`).exec(said);
  if (percent !== null) {
    const span = at(item, percent.index, percent[0].length);
    return error('voice/percent-strength', span, {}, [replacing(span, String(Number(percent[1]) / 100))]);
  }
  const negative = new RegExp(`[-−]\\s*(${figure})$`).exec(said);
  if (negative !== null && !/^(?:seed|take)/i.test(said)) {
    const span = at(item, negative.index, negative[0].length);
    return error('voice/strength-range', span, {}, [replacing(span, negative[1] ?? '')]);
  }
  const time = isTime(said) ? written : timeMeant(said);
  if (time !== undefined) {
    const swap = only === undefined ? [] : [replacing(only, `[${time}]`)];
    return error('voice/time-in-round-brackets', item, { text: written }, swap);
  }
  if (pauseMeant(said) !== undefined) return error('voice/pause-in-brackets', item, { words: written });
  const file = new RegExp(`\\S*${fileName.source}`, fileName.flags).exec(said);
  if (file !== null) {
    const like: MistakeFix = replacing(item, `like "${written}"`);
    return error('voice/file-without-like', at(item, file.index, file[0].length), { file: file[0] }, [like]);
  }
  return error('voice/unreadable-item', item, { text: written });
}

const countedSettings: readonly (readonly [RegExp, MessageCode, MessageValues])[] = [
  [/^seed(?![\p{L}\p{N}])/iu, 'voice/seed-range', { most: mostSeed }],
  [/^take(?![\p{L}\p{N}])/iu, 'voice/take-range', { most: mostTake }],
  [/^id(?![\p{L}\p{N}])/iu, 'voice/id-form', {}],
  [
    /^(?:language|lang|语言|语种)(?![\p{L}\p{N}])/iu,
    'voice/setting-value',
    { item: 'language', example: 'language zh' },
  ],
  [/^(?:engine|引擎)(?![\p{L}\p{N}])/iu, 'voice/setting-value', { item: 'engine', example: 'engine draft' }],
];

function unquotedPath(span: Span, path: string): Mistake {
  const strength = new RegExp(`\\s+${figure}$`).exec(path);
  const { start } = span;
  const name = strength === null ? path : path.slice(0, strength.index);
  const file = { start, end: start + name.length };
  // Single quotes are none here.
  const bare = name.replace(/^['‘’](.*)['’]$/, '$1');
  return error('voice/unquoted-path', file, { path: name }, [replacing(file, `"${bare}"`)]);
}

/** The offset of the first quote without its end. */
function unclosedQuote(text: string): number | undefined {
  for (let index = 0; index < text.length; index++) {
    const closer = closerOf(text[index] ?? '');
    if (closer === '') continue;
    const end = text.indexOf(closer, index + 1);
    if (end === -1) return index;
    index = end;
  }
  return undefined;
}

/** The quote that closes what a quote opens; empty for any other character. */
export function closerOf(quote: string): string {
  return quote === '"' ? '"' : quote === '“' || quote === '”' ? '”' : quote === '「' ? '」' : '';
}

function at(item: Span, offset: number, length: number): Span {
  return { start: item.start + offset, end: item.start + offset + length };
}
