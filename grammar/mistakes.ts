import { fold } from './fold.ts';
import { inlineMistakes } from './inlineMistakes.ts';
import { closerOf, howMistakes, pathMistakes } from './itemMistakes.ts';
import { isName } from './lineActions.ts';
import { addAll, error, inserting, removing, replacing, warning } from './mistake.ts';
import { read } from './reader.ts';
import { durationMistakes, isTime, unclosed, whenMistakes } from './timeMistakes.ts';
import { durationMeant } from './timeMeant.ts';
import type { HowGroup, Line, Mistake, MistakeFix, SoundOptions, Span, Time, WhenGroup, Word } from './tree.ts';
import { isBlank, word } from './word.ts';

type LineOf<Kind extends Line['kind']> = Extract<Line, { kind: Kind }>;

const none: readonly Mistake[] = [];

/** Everything that the form of a line says is wrong with it, in the order of the text. */
export function mistakesOf(line: Line): readonly Mistake[] {
  const found = unordered(line, line.text);
  if (found.length === 0) return none;
  return found.length < 2 ? found : [...found].sort((a, b) => a.start - b.start || a.end - b.end);
}

function unordered(line: Line, text: string): readonly Mistake[] {
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

function cueMistakes(line: LineOf<'cue'>, text: string): readonly Mistake[] {
  const { groups, colon, spoken } = line;
  const stage = stageDirection(line, text);
  if (stage !== undefined) return [stage];
  const between = strays({ start: 0, end: line.name?.end ?? 0 }, groups, colon.start, text);
  // Most cues have nothing wrong: no list is made for them.
  const within = groups.length === 0 ? none : groupMistakes(groups, text);
  const after = groupAfterColon(line, text);
  const inText = inlineMistakes(spoken, text);
  if (between.length + within.length + after.length + inText.length === 0) return none;
  return [...between, ...within, ...after, ...inText];
}

function groupMistakes(groups: LineOf<'cue'>['groups'], text: string): readonly Mistake[] {
  const how: HowGroup[] = [];
  const when: WhenGroup[] = [];
  for (const group of groups) {
    if (group.kind === 'how') how.push(group);
    else when.push(group);
  }
  const found = how.length > 0 ? howMistakes(how, text) : [];
  for (const group of when) addAll(found, whenMistakes(group, text));
  if (when.length > 1) addAll(found, repeatedTimes(when, text));
  return found;
}

/** `[SFX: door slams]`, `(He says: no)`: a whole line in brackets, with a colon inside them. */
function stageDirection({ name, groups }: LineOf<'cue'>, text: string): Mistake | undefined {
  if (name !== undefined || groups.length !== 1) return undefined;
  const line = word(text, 0, text.length);
  const said = fold(line.value);
  if (!/^(?:\[[^[\]]*\]|\([^()]*\))$/.test(said)) return undefined;
  return error('voice/unknown-line', line, {}, lineFixes(line));
}

/** What a line that is nothing else may be. */
function lineFixes({ start, end, value }: Word): MistakeFix[] {
  const put = (title: 'fix/narration' | 'fix/action' | 'fix/scene', newText: string, to = start): MistakeFix => ({
    title,
    values: {},
    edits: [{ start, end: to, newText }],
  });
  const narration = put('fix/narration', ': ');
  // △ begins the action of Chinese screenplays; action in brackets is usual everywhere.
  const sign = /^[△▲]\s*/.exec(value)?.[0];
  if (sign !== undefined) return [put('fix/action', '> ', start + sign.length), narration];
  if (/^(?:INT|EXT|EST|I\/E)[./ ]/.test(value)) return [put('fix/scene', '## '), put('fix/action', '> ')];
  if (/^[([（［【]/.test(value)) {
    const inside = value.replace(/^[([（［【]+|[)\]）］】]+$/g, '').trim();
    return [{ title: 'fix/action', values: {}, edits: [{ start, end, newText: `> ${inside}` }] }, narration];
  }
  return [narration, put('fix/action', '> ')];
}

/** Text between the groups of a line, behind what it begins with, where none belongs. */
function strays(head: Span, groups: readonly Span[], end: number, text: string): readonly Mistake[] {
  let found: Mistake[] | undefined;
  let from = head.end;
  for (let index = 0; index <= groups.length; index++) {
    const gap = strayText(from, groups[index]?.start ?? end, text);
    if (gap !== undefined) (found ??= []).push(gap);
    from = groups[index]?.end ?? end;
  }
  return found ?? none;
}

function strayText(from: number, to: number, text: string): Mistake | undefined {
  // Mostly there is nothing at all, or a space.
  if (from >= to || (from + 1 === to && text[from] === ' ')) return undefined;
  const gap = word(text, from, to);
  if (gap.value === '') return undefined;
  // `MIRA {sad}: …`: direction in the wrong brackets.
  const inBraces = /^\{\s*(?!mark|pause|beat|停顿)([^{}]*\S)\s*\}$/i.exec(fold(gap.value))?.[1];
  const isHow = inBraces !== undefined && (read.how(inBraces) ?? []).some(({ form }) => form !== 'mistake');
  const fixes = [...(isHow ? [replacing(gap, `(${inBraces})`)] : []), removing(gap, text)];
  return error('voice/unexpected-text', gap, { text: gap.value }, fixes);
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
function groupAfterColon({ colon, spoken }: LineOf<'cue'>, text: string): readonly Mistake[] {
  const first = spoken[0];
  if (first?.kind !== 'text' || !/^[([（［【]/.test(first.value)) return none;
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
  if (/^[-－]{3,}$/.test(line.value)) return error('voice/stray-fence', line);
  const fixes = lineFixes(line);
  const said = fold(text);
  const nameEnd = said.search(/[([:]/);
  if (nameEnd !== -1 && said.includes(':', nameEnd)) {
    const name = word(text, line.start, nameEnd);
    if (name.value !== '' && !isName(name.value))
      return error(/\p{L}/u.test(name.value) ? 'voice/name-too-long' : 'voice/name-without-letter', name, {}, fixes);
  }
  // `MIRA - Hello`, `MIRA; Hello`, `老周——你好`, `老周 你好`
  const sayer =
    /^(?!INT\b|EXT\b|EST\b|I\/E)(\p{Lu}[\p{Lu}\p{N} .'’]{1,30}?)(?:\s*;|\s+[-–—]+)\s+(?=\S)|^(\p{Script=Han}{2,4})(?:[—–-]+|[ \u3000]+)(?=\S)/u.exec(
      line.value,
    );
  // `MIRA (sad) Hello` and `MIRA` by itself, as other screenplay formats have it, lack their colon.
  const groups = /^[^([]{1,80}(?:(?:\([^()]*\)|\[[^[\]]*\])\s*)+/.exec(said)?.[0].trimEnd();
  if (groups !== undefined) fixes.push(inserting(groups.length, ':'));
  else if (sayer !== null)
    fixes.push(
      replacing({ start: line.start + (sayer[1] ?? sayer[2] ?? '').length, end: line.start + sayer[0].length }, ': '),
    );
  else if (isName(line.value) && !/^(?:INT|EXT|EST)\b/.test(line.value) && /^[\p{Lu}\p{N}\s.'’-]+$/u.test(line.value))
    fixes.push(inserting(line.end, ':'));
  return error('voice/unknown-line', line, {}, fixes);
}

function pauseMistakes(line: LineOf<'pause'>, text: string): Mistake[] {
  const start = text.search(/[~～]/);
  const sign = { start, end: start + 1 };
  if (line.seconds !== undefined) {
    return [...durationMistakes(line.seconds.value, line.seconds), ...strays(line.seconds, [], text.length, text)];
  }
  const rest = word(text, sign.end, text.length);
  if (rest.value === '') return [error('voice/pause-without-length', sign)];
  return [unreadableDuration(rest)];
}

/** Why a duration cannot be read. */
function unreadableDuration(said: Word): Mistake {
  const meant = said.value.length > 60 ? undefined : durationMeant(fold(said.value));
  if (meant !== undefined) return error('voice/time-form', said, { text: said.value, meant }, [replacing(said, meant)]);
  if (!/^[-+−]?\s*[\d.]+$/.test(fold(said.value)))
    return error('voice/unreadable-duration', said, { text: said.value });
  const fixes = [replacing(said, `${said.value}s`), replacing(said, `${said.value}ms`)];
  return error('voice/missing-unit', said, { text: said.value }, fixes);
}

function soundMistakes(line: LineOf<'sound'>, text: string): Mistake[] {
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
    ...strays(head, groups, text.length, text),
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
    // Without a closing bracket there is none to leave out.
    const end = open === undefined ? group.end - 1 : group.end;
    if (gain === undefined && !under) found.push(unreadableOption(group, word(text, group.start + 1, end), text));
    if (gain === undefined) continue;
    if (!(gain.value >= leastGain && gain.value <= mostGain))
      found.push(error('voice/gain-range', gain, { least: leastGain, most: mostGain }));
    if (hasGain) found.push(error('voice/repeated-item', gain, { name: text.slice(gain.start, gain.end) }));
    hasGain = true;
  }
  return found;
}

function unreadableOption(group: SoundOptions, inside: Word, text: string): Mistake {
  if (inside.value === '') return warning('voice/empty-brackets', group, {}, [removing(group, text)]);
  const said = fold(inside.value);
  const gain = /^(?:gain|volume|vol|增益|音量)?\s*[:=]?\s*([-+−]?\s*[\d.]+)\s*(?:db|分贝)?$/i.exec(said)?.[1];
  const isBed = /^(?:loop(?:ed|ing)?|bed|background|bg|循环|铺底|垫底|背景|背景音)$/i.test(said);
  const fixes =
    gain === undefined ? (isBed ? [replacing(inside, 'under')] : []) : [replacing(inside, `gain ${gain}dB`)];
  return error('voice/unknown-sound-option', inside, { text: inside.value }, fixes);
}

function settingMistakes({ name, value }: LineOf<'setting'>, text: string): Mistake[] {
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

function commentMistakes({ content, ignores }: LineOf<'comment'>): readonly Mistake[] {
  const written = /^tableread[-_ ]?ignore[^\s:]*/i.exec(content.value)?.[0];
  if (ignores.length > 0 || written === undefined) return none;
  const span = { start: content.start, end: content.start + written.length };
  // The form of other linters: `tableread-ignore-next-line: CODE`, or the code without its first part.
  const codes = content.value.slice(written.length).match(/[a-z0-9-]+\/[a-z0-9-]+/gi) ?? [];
  const bare = /^\s*:?\s*([a-z0-9]+(?:-[a-z0-9]+)+)/i.exec(content.value.slice(written.length))?.[1];
  const meant = codes.length > 0 ? codes : bare === undefined ? [] : [`voice/${bare}`];
  const fixes = meant.length === 0 ? [] : [replacing(content, `tableread-ignore ${meant.join(' ')}`)];
  return [warning('voice/ignore-without-code', span, {}, fixes)];
}
