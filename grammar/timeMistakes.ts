import { fold } from './fold.ts';
import { itemMeant } from './itemMeant.ts';
import { isForeignSetting, isPauseWord } from './lineActions.ts';
import { error, inserting, removing, replacing, warning } from './mistake.ts';
import { read } from './reader.ts';
import { timeMeant } from './timeMeant.ts';
import type { Mistake, Span, Time, TimeCode, WhenGroup, Word } from './tree.ts';
import { word } from './word.ts';

/** No line, pause or gap is longer than a day: a longer one is a slip of the keys. Seconds. */
const longestDuration = 24 * 3600;
/** Time codes have two digits for hours. Seconds. */
const longestTimeCode = 100 * 3600;
/** More than any engine makes in one go (IndexTTS-2 stops at 1,815). */
const mostTokens = 10_000;

/** What is wrong with `[ … ]`. A sound takes no length. */
export function whenMistakes(group: WhenGroup, text: string, takesLength = true): Mistake[] {
  const found = unclosed(group, text, ']');
  if (group.time !== undefined) return [...found, ...timeMistakes(group.time, text)];
  const inside = word(text, group.start + 1, found.length === 0 ? group.end - 1 : group.end);
  if (inside.value === '') return [...found, warning('voice/empty-brackets', group, {}, [removing(group, text)])];
  // What a bracket without its end holds is not known.
  return found.length > 0 ? found : [unreadableTime(inside, group, takesLength)];
}

/** What is wrong with a bracket that has no end; empty when it has one. */
export function unclosed(group: Span, text: string, closer: ')' | ']'): Mistake[] {
  const isClosed = group.end - group.start > 1 && fold(text.slice(group.end - 1, group.end)) === closer;
  if (isClosed) return [];
  const open = { start: group.start, end: group.start + 1 };
  const { end } = word(text, group.start, group.end);
  const bracket = text.slice(open.start, open.end);
  return [error('voice/unclosed-bracket', open, { bracket, closer }, [inserting(end, closer)])];
}

/** What is wrong with a time that could be read. */
export function timeMistakes(time: Time, text: string): Mistake[] {
  switch (time.form) {
    case 'exact':
    case 'most':
      if (time.seconds === 0) return [error('voice/zero-length', time)];
      return durationMistakes(time.seconds, time);
    case 'factor':
      return factorMistakes(time.factor, time);
    case 'tokens':
      if (Number.isInteger(time.tokens) && time.tokens >= 1 && time.tokens <= mostTokens) return [];
      return [error('voice/token-count', time, { most: mostTokens })];
    case 'at':
      return [...negativeStart(time.at, text), ...timeCodeMistakes(time.at, text)];
    case 'atOffset':
      if (time.seconds < 0) return [error('voice/negative-offset', time)];
      return durationMistakes(time.seconds, time);
    case 'atMark':
      return durationMistakes(time.seconds, time);
    case 'window':
      return windowMistakes(time.from, time.to, time, text);
  }
}

/** What is wrong with a duration in seconds, its sign aside. */
export function durationMistakes(seconds: number, span: Span): Mistake[] {
  return Math.abs(seconds) <= longestDuration ? [] : [error('voice/too-long', span)];
}

/** What is wrong with a time code, its sign aside. Frames are checked where the rate is known. */
export function timeCodeMistakes(code: TimeCode, text: string): Mistake[] {
  const [first = '', ...rest] = fold(text.slice(code.start, code.end)).replace(/^[-−]/, '').split(/[:;]/);
  // Minutes and seconds after another unit; the frames that may follow are no part of that.
  const sixties = rest.slice(0, code.frames === undefined ? undefined : 2);
  const tooHigh = sixties.some((digits) => Number.parseInt(digits, 10) > 59);
  if (tooHigh || !(code.seconds < longestTimeCode) || first.length > 10) return [error('voice/time-code-range', code)];
  const minutes = Math.floor(code.seconds / 60);
  // Drop-frame leaves out frames 0 and 1 of a minute (0–3 at 59.94) that does not divide by ten.
  const isLeftOut = code.dropFrame && code.seconds % 60 === 0 && minutes % 10 !== 0 && (code.frames ?? 0) < 2;
  return isLeftOut ? [error('voice/dropped-frame', code)] : [];
}

function negativeStart(code: TimeCode, text: string): Mistake[] {
  if (!code.negative) return [];
  return [error('voice/negative-start', code, {}, [removing({ start: code.start, end: code.start + 1 }, text)])];
}

function factorMistakes(factor: number, span: Span): Mistake[] {
  if (!(factor >= 0.5 && factor <= 2)) return [error('voice/factor-range', span)];
  return factor < 0.75 || factor > 1.25 ? [warning('voice/factor-unnatural', span)] : [];
}

function windowMistakes(from: TimeCode, to: TimeCode, span: Span, text: string): Mistake[] {
  const found = [from, to].flatMap((code) => [...negativeStart(code, text), ...timeCodeMistakes(code, text)]);
  if (found.length > 0) return found;
  const later = to.seconds - from.seconds;
  // A time code with frames and one without lie within a second of what their seconds say.
  const isComparable = (from.frames === undefined) === (to.frames === undefined) || Math.abs(later) >= 1;
  if (!isComparable || later > 0 || (later === 0 && (to.frames ?? 0) > (from.frames ?? 0))) return [];
  const swapped = `${text.slice(to.start, to.end)} - ${text.slice(from.start, from.end)}`;
  const isEmpty = later === 0 && to.frames === from.frames;
  return [error('voice/window-order', span, {}, isEmpty ? [] : [replacing(span, swapped)])];
}

/** Why a `[ … ]` cannot be read, and what may have been meant. */
export function unreadableTime(inside: Word, group?: Span, takesLength = true): Mistake {
  const said = fold(inside.value);
  // What follows finds out what was meant by something short; searching a long line for it is no help to anyone.
  if (said.length > 200) return error('voice/unreadable-time', inside, { text: inside.value });
  if (/^(?:max\s*|最多\s*)?[\d.]+$/i.test(said)) {
    const fixes = takesLength ? [replacing(inside, `${inside.value}s`)] : [];
    if (/^[\d.]+$/.test(said)) fixes.push(replacing(inside, `at ${inside.value}`));
    return error('voice/missing-unit', inside, { text: inside.value }, fixes);
  }
  if (/^[-−]/.test(said) && isTime(said.slice(1))) {
    return error('voice/negative-length', inside, {}, [replacing(inside, inside.value.slice(1))]);
  }
  // `[0:12]`, `[+1s]`, `[door +1s]`
  if ((/^[+\d]/.test(said) || /[-+−]\s*[\d.]/.test(said)) && isTime(`at ${said}`)) {
    return error('voice/time-without-at', inside, { text: inside.value }, [replacing(inside, `at ${inside.value}`)]);
  }
  const afterAt = /^at\s+(\S.*)$/i.exec(said)?.[1];
  if (afterAt !== undefined && isTime(`at +${afterAt}`)) {
    const fixes = [replacing(inside, `at +${afterAt}`)];
    const seconds = /^([\d.]+)\s*(?:s|秒)$/i.exec(afterAt)?.[1];
    if (seconds !== undefined) fixes.push(replacing(inside, `at ${seconds}`));
    return error('voice/at-without-plus', inside, { text: inside.value }, fixes);
  }
  if (afterAt !== undefined && isTime(afterAt)) {
    return error('voice/at-before-length', inside, {}, [
      replacing(inside, inside.value.slice(inside.value.length - afterAt.length)),
    ]);
  }
  const meant = timeMeant(said);
  if (meant !== undefined && isTime(meant)) {
    const fixes = takesLength || meant.startsWith('at') ? [replacing(inside, meant)] : [];
    return error('voice/time-form', inside, { text: inside.value, meant }, fixes);
  }
  const several = said.split(/[,;]/).map((part) => part.trim());
  if (several.length > 1 && several.every(isTime)) {
    const fixes = group === undefined ? [] : [replacing(group, several.map((part) => `[${part}]`).join(' '))];
    return error('voice/several-times', inside, {}, fixes);
  }
  const manner = mannerMeant(said);
  if (group !== undefined && manner !== undefined) {
    return error('voice/words-in-square-brackets', group, {}, [replacing(group, `(${manner})`)]);
  }
  if (group !== undefined && isPauseWord(said)) {
    return error('voice/pause-in-brackets', group, { words: inside.value }, [
      {
        title: 'fix/remove',
        values: { text: inside.value },
        edits: [{ start: group.start, end: group.end, newText: '' }],
      },
    ]);
  }
  if (group !== undefined && /^\p{L}[\p{L}\p{M}\s'’-]*$/u.test(said) && !/^(?:at|max)\b/i.test(said)) {
    return error('voice/words-in-square-brackets', group, {}, [
      replacing(group, `(${inside.value})`),
      ...(isTime(`at ${said}`) ? [replacing(inside, `at ${inside.value}`)] : []),
    ]);
  }
  return error('voice/unreadable-time', inside, { text: inside.value });
}

/** `0.4 sad`, `sad 0.4`: an emotion with its weight, as it is written in round brackets. */
function mannerMeant(said: string): string | undefined {
  const manner = /\p{L}/u.test(said) ? (itemMeant(said) ?? said) : undefined;
  if (manner === undefined || !/\d$/.test(manner)) return undefined;
  const [only, second] = read.how(manner) ?? [];
  if (only?.form === 'words' && isForeignSetting(fold(only.words.value))) return undefined;
  const isWeight = only?.form === 'words' && only.strength !== undefined && only.strength.value <= 1;
  return isWeight && second === undefined ? manner : undefined;
}

/** True for what may stand in `[ … ]`. The text is folded. */
export function isTime(text: string): boolean {
  return read.time(text) !== undefined;
}
