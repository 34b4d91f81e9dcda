import { fold } from './fold.ts';
import { inlineMistakes } from './inlineMistakes.ts';
import { closerOf, howMistakes, pathMistakes } from './itemMistakes.ts';
import { isName } from './lineActions.ts';
import { addAll, error, inserting, removing, replacing, warning } from './mistake.ts';
import { read } from './reader.ts';
import { durationMistakes, isTime, unclosed, whenMistakes } from './timeMistakes.ts';
import { durationMeant } from './timeMeant.ts';
import type { Mistake, MistakeFix, Shape, SoundOptions, Span, Time, WhenGroup, Word } from './tree.ts';
import { isBlank, word } from './word.ts';

type ShapeOf<Kind extends Shape['kind']> = Extract<Shape, { kind: Kind }>;

const none: readonly Mistake[] = [];

/** Everything that the form of a line says is wrong with it, in the order of the text. */
export function mistakesOf(line: Shape, text: string): readonly Mistake[] {
  const found = unordered(line, text);
  if (found.length === 0) return none;
  return found.length < 2 ? found : [...found].sort((a, b) => a.start - b.start || a.end - b.end);
}

function unordered(line: Shape, text: string): readonly Mistake[] {
  switch (line.kind) {
    case 'cue':
      return cueMistakes(line, text);
    case 'continuation':
      return inlineMistakes(line.spoken, text);
    case 'unknown':
      return [unknownMistake(text)];
    case 'pause':
      return pauseMistakes(line, text);
    case 'sound':
      return soundMistakes(line, text);
    case 'setting':
      return settingMistakes(line, text);
    case 'heading':
      return headingMistakes(text);
    case 'comment':
      return commentMistakes(line);
    case 'action':
    case 'blank':
    case 'fence':
    case 'frontMatter':
      return none;
  }
}

function cueMistakes(line: ShapeOf<'cue'>, text: string): Mistake[] {
  const { groups, colon } = line;
  const found = strays([{ start: 0, end: line.name?.end ?? 0 }, ...groups], colon.start, text);
  // Most cues have no brackets, and nothing wrong.
  if (groups.length > 0) {
    const how = groups.filter((group) => group.kind === 'how');
    const when = groups.filter((group) => group.kind === 'when');
    if (how.length > 0) addAll(found, howMistakes(how, text));
    for (const group of when) addAll(found, whenMistakes(group, text));
    if (when.length > 1) addAll(found, repeatedTimes(when, text));
  }
  addAll(found, groupAfterColon(line, text));
  addAll(found, inlineMistakes(line.spoken, text));
  return found;
}

/** Text between the groups of a line, where none belongs. */
function strays(groups: readonly Span[], end: number, text: string): Mistake[] {
  const found: Mistake[] = [];
  groups.forEach((group, index) => {
    const gap = word(text, group.end, groups[index + 1]?.start ?? end);
    if (gap.value === '') return;
    // `MIRA {sad}: …`: direction in the wrong brackets.
    const inBraces = /^\{\s*(?!mark|pause|beat|停顿)([^{}]*\S)\s*\}$/i.exec(fold(gap.value))?.[1];
    const isHow = inBraces !== undefined && (read.how(inBraces) ?? []).some(({ form }) => form !== 'mistake');
    const fixes = [...(isHow ? [replacing(gap, `(${inBraces})`)] : []), removing(gap, text)];
    found.push(error('voice/unexpected-text', gap, { text: gap.value }, fixes));
  });
  return found;
}

/** At most one start and one length a line; a window is both. */
function repeatedTimes(groups: readonly WhenGroup[], text: string): Mistake[] {
  const found: Mistake[] = [];
  let start: WhenGroup | undefined;
  let length: WhenGroup | undefined;
  for (const group of groups) {
    const { time } = group;
    if (time === undefined) continue;
    const isStart = startForms.has(time.form);
    const isLength = !isStart || time.form === 'window';
    // Which of the two is meant only the writer knows.
    const either = (first: WhenGroup) => [
      removing(group, text),
      ...(first.time?.form === 'window' ? [] : [removing(first, text)]),
    ];
    if (isLength && length !== undefined) found.push(error('voice/second-length', group, {}, either(length)));
    else if (isStart && start !== undefined) found.push(error('voice/second-start', group, {}, either(start)));
    if (isStart) start ??= group;
    if (isLength) length ??= group;
  }
  return found;
}

const startForms: ReadonlySet<Time['form']> = new Set<Time['form']>(['at', 'atOffset', 'atMark', 'window']);

/** A habit from other formats: direction after the colon, where it is spoken. */
function groupAfterColon({ colon, spoken }: ShapeOf<'cue'>, text: string): Mistake[] {
  const first = spoken[0];
  if (first?.kind !== 'text' || !/^[([（［【]/.test(first.value)) return [];
  const said = fold(first.value);
  const bracket = /^(?:\([^()]*\)|\[[^[\]]*\])/.exec(said)?.[0];
  // `(beat)` is said where pauses are looked for.
  if (bracket === undefined || /^\(\s*(?:a beat|beat|pause|停顿)\s*\)$/i.test(bracket)) return [];
  const span = { start: first.start, end: first.start + bracket.length };
  const written = text.slice(span.start, span.end);
  const after = skipBlank(text, span.end);
  const move: MistakeFix = {
    title: 'fix/before-colon',
    values: { text: written },
    edits: [
      { start: colon.start, end: colon.start, newText: colon.start === 0 ? written : ` ${written}` },
      { start: span.start, end: after, newText: '' },
    ],
  };
  const note = replacing(span, `[[${written.slice(1, -1)}]]`);
  const belongsBefore = bracket.startsWith('(') || isTime(bracket.slice(1, -1).trim());
  return [warning('voice/group-after-colon', span, { text: written }, belongsBefore ? [move, note] : [note])];
}

function unknownMistake(text: string): Mistake {
  const line = word(text, 0, text.length);
  const space = { start: 0, end: line.start };
  if (/[^\S\uFEFF]|\x85/.test(text.slice(0, line.start))) {
    return error('voice/stray-space', space, {}, [
      { title: 'fix/at-margin', values: {}, edits: [{ ...space, newText: '' }] },
      { title: 'fix/continuation', values: {}, edits: [{ ...space, newText: '  ' }] },
    ]);
  }
  const fixes: MistakeFix[] = [
    { title: 'fix/narration', values: {}, edits: [{ start: line.start, end: line.start, newText: ': ' }] },
    { title: 'fix/action', values: {}, edits: [{ start: line.start, end: line.start, newText: '> ' }] },
  ];
  const said = fold(text);
  const nameEnd = said.search(/[([:]/);
  if (nameEnd !== -1 && said.includes(':', nameEnd)) {
    const name = word(text, line.start, nameEnd);
    if (name.value !== '' && !isName(name.value))
      return error(/\p{L}/u.test(name.value) ? 'voice/name-too-long' : 'voice/name-without-letter', name, {}, fixes);
  }
  // `MIRA (sad) Hello` and `MIRA` by itself, as other screenplay formats have it, lack their colon.
  const groups = /^[^([]{0,80}(?:(?:\([^()]*\)|\[[^[\]]*\])\s*)+/.exec(said)?.[0].trimEnd();
  if (groups !== undefined) fixes.push(inserting(groups.length, ':'));
  else if (isName(line.value) && /^[\p{Lu}\p{N}\s.'’-]+$/u.test(line.value)) fixes.push(inserting(line.end, ':'));
  return error('voice/unknown-line', line, {}, fixes);
}

function pauseMistakes(line: ShapeOf<'pause'>, text: string): Mistake[] {
  const start = text.search(/[~～]/);
  const sign = { start, end: start + 1 };
  if (line.seconds !== undefined) {
    return [...durationMistakes(line.seconds.value, line.seconds), ...strays([line.seconds], text.length, text)];
  }
  const rest = word(text, sign.end, text.length);
  if (rest.value === '') return [error('voice/pause-without-length', sign)];
  return [unreadableDuration(rest)];
}

/** Why a duration cannot be read. */
export function unreadableDuration(said: Word): Mistake {
  const meant = said.value.length > 60 ? undefined : durationMeant(fold(said.value));
  if (meant !== undefined) return error('voice/time-form', said, { text: said.value, meant }, [replacing(said, meant)]);
  if (!/^[-+−]?\s*[\d.]+$/.test(fold(said.value)))
    return error('voice/unreadable-duration', said, { text: said.value });
  const fixes = [replacing(said, `${said.value}s`), replacing(said, `${said.value}ms`)];
  return error('voice/missing-unit', said, { text: said.value }, fixes);
}

function soundMistakes(line: ShapeOf<'sound'>, text: string): Mistake[] {
  const { path, groups } = line;
  const mark = text.search(/[!！]/);
  const when = groups.filter((group) => group.kind === 'when');
  const options = groups.filter((group) => group.kind === 'options');
  const head = { start: mark, end: path === undefined ? mark + 1 : endOfPath(text, mark + 1, path) };
  return [
    ...(path === undefined ? [error('voice/missing-path', head)] : soundPathMistakes(path, head)),
    ...when.flatMap((group) => (isLength(group) ? [] : whenMistakes(group, text, false))),
    ...when.filter(isLength).map((group) => error('voice/sound-length', group, {}, [removing(group, text)])),
    ...repeatedTimes(
      when.filter((group) => !isLength(group)),
      text,
    ),
    ...optionMistakes(options, text),
    ...strays([head, ...groups], text.length, text),
  ];
}

function soundPathMistakes(path: Word, head: Span): Mistake[] {
  const closer = closerOf(fold(path.value.charAt(0)));
  // In quotes, the path ends before its head does.
  if (closer === '' || head.end > path.end) return pathMistakes(path, head);
  return [error('voice/unclosed-quote', { start: path.start, end: path.start + 1 }, {}, [inserting(path.end, closer)])];
}

/** Where a path ends, its closing quote included, when it is in quotes. */
function endOfPath(text: string, from: number, path: Word): number {
  const isQuoted = path.start > word(text, from, text.length).start;
  return isQuoted ? skipBlank(text, path.end) + 1 : path.end;
}

function skipBlank(text: string, from: number): number {
  let index = from;
  while (index < text.length && isBlank(text[index])) index++;
  return index;
}

function isLength({ time }: WhenGroup): boolean {
  return time !== undefined && (time.form === 'window' || !startForms.has(time.form));
}

/** dB; beyond this a sound is silent or destroyed. */
const leastGain = -100;
const mostGain = 40;

function optionMistakes(groups: readonly SoundOptions[], text: string): Mistake[] {
  const found: Mistake[] = [];
  let hasGain = false;
  for (const group of groups) {
    const [open] = unclosed(group, text, ')');
    if (open !== undefined) found.push(open);
    const { gain, under } = group;
    if (gain === undefined && !under) found.push(unreadableOption(group, text));
    if (gain === undefined) continue;
    if (!(gain.value >= leastGain && gain.value <= mostGain))
      found.push(error('voice/gain-range', gain, { least: leastGain, most: mostGain }));
    if (hasGain) found.push(error('voice/repeated-item', gain, { name: text.slice(gain.start, gain.end) }));
    hasGain = true;
  }
  return found;
}

function unreadableOption(group: SoundOptions, text: string): Mistake {
  const inside = word(text, group.start + 1, group.end - 1);
  if (inside.value === '') return warning('voice/empty-brackets', group, {}, [removing(group, text)]);
  const gain = /^(?:gain\s*)?([-+−]?\s*[\d.]+)\s*(?:db)?$/i.exec(fold(inside.value))?.[1];
  const fixes = gain === undefined ? [] : [replacing(inside, `gain ${gain}dB`)];
  return error('voice/unknown-sound-option', inside, { text: inside.value }, fixes);
}

function settingMistakes({ name, value }: ShapeOf<'setting'>, text: string): Mistake[] {
  const sign = text.search(/[@＠]/);
  if (name.value === '') return [error('voice/setting-without-name', { start: sign, end: sign + 1 })];
  if (value.value === '')
    return [error('voice/setting-without-value', { start: sign, end: name.end }, { name: name.value })];
  return [];
}

function headingMistakes(text: string): readonly Mistake[] {
  const marks = /[#＃]+/.exec(text);
  if (marks === null || marks[0].length <= 3) return none;
  const extra = { start: marks.index + 3, end: marks.index + marks[0].length };
  return [error('voice/heading-level', extra, {}, [removing(extra, text)])];
}

function commentMistakes({ content, ignores }: ShapeOf<'comment'>): readonly Mistake[] {
  if (ignores.length > 0 || !/^tableread-ignore(?:\s|$)/.test(content.value)) return none;
  const end = content.start + 'tableread-ignore'.length;
  return [warning('voice/ignore-without-code', { start: content.start, end })];
}
