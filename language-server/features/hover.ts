import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import { message, type MessageCode } from '../../foundation/message.ts';
import { type CueLine, type ContinuationLine, type Inline, type Span } from '../../grammar/index.ts';
import type { Cue } from '../../screenplay/index.ts';
import { frontMatterKeyMessage } from '../completion/frontMatterOffers.ts';
import { frontMatterPlace } from '../completion/frontMatterPlace.ts';
import { settingMessage } from '../completion/settingOffers.ts';
import { cueAt } from '../cueAt.ts';
import { entryAt } from '../entryAt.ts';
import type { Markup } from '../markup.ts';
import { cueReport, emotionReport, recordingText, sayText, speakerReport } from '../reports.ts';
import type { Script } from '../script.ts';

/** What a hover says, and about which stretch of the line. */
interface Found extends Span {
  readonly text: string;
}

/**
 * What stands at a position: the direction of a cue on its name and brackets, a speaker in the cast, a mood, a key of the
 * front matter, how a word is said. Nothing over plain prose.
 */
export function hover(script: Script, position: Position, markup: Markup): Hover | null {
  const found = at(script, position.line, script.ranges.column(position), markup);
  if (found === undefined || found.text === '') return null;
  const kind = markup.kind === 'markdown' ? MarkupKind.Markdown : MarkupKind.PlainText;
  return {
    contents: { kind, value: found.text },
    range: script.ranges.inLine(position.line, found.start, found.end),
  };
}

function at(script: Script, index: number, column: number, markup: Markup): Found | undefined {
  const line = script.tree.lines[index];
  switch (line?.kind) {
    case 'frontMatter':
      return inFrontMatter(script, index, column, line.text, markup);
    case 'cue': {
      const cue = cueAt(script, index);
      const head = { start: 0, end: line.colon.end };
      if (!holds(head, column)) return inSpoken(script, line, cue, column, markup);
      if (cue === undefined) return undefined;
      return { ...head, text: cueReport(script, cue, entryAt(script, index) ?? 0, markup) };
    }
    case 'continuation':
      return inSpoken(script, line, cueAt(script, index), column, markup);
    case 'setting': {
      const code = settingMessage(line.name.value);
      if (code === undefined || !holds(line.name, column)) return undefined;
      return { start: line.name.start, end: line.name.end, text: markup.text(message(code, {}, script.locale).text) };
    }
    case 'sound':
      if (line.path === undefined || !holds(line.path, column)) return undefined;
      return {
        start: line.path.start,
        end: line.path.end,
        text: markup.paragraphs([markup.strong(line.path.value), markup.text(recordingText(script, line.path.value))]),
      };
    default:
      return undefined;
  }
}

function inFrontMatter(script: Script, index: number, column: number, text: string, markup: Markup): Found | undefined {
  const { screenplay, tree, locale } = script;
  const line = tree.lines[index];
  const member = screenplay.cast.find(
    ({ place }) => place?.line === line && place !== undefined && holds(place, column),
  );
  if (member?.place !== undefined) {
    const { start, end } = member.place;
    return { start, end, text: speakerReport(script, member.name, markup) };
  }
  for (const { name, emotion, place } of screenplay.moods.values()) {
    if (place?.line !== line || place === undefined || !holds(place, column)) continue;
    const said = markup.paragraphs([markup.strong(name), emotionReport(emotion, markup, locale)]);
    return { start: place.start, end: place.end, text: said };
  }
  for (const match of text.matchAll(/([A-Za-z]+) *:(?= |$)/g)) {
    const key = match[1] ?? '';
    const span = { start: match.index, end: match.index + key.length };
    if (!holds(span, column)) continue;
    const place = frontMatterPlace(script, index, span.start);
    const under =
      place !== undefined && place !== 'script' && place.kind === 'frontMatterKey' ? place.under : undefined;
    const code = under === undefined ? undefined : frontMatterKeyMessage(under, key);
    if (code !== undefined) return { ...span, text: markup.text(message(code, {}, locale).text) };
  }
  return undefined;
}

function inSpoken(
  script: Script,
  line: CueLine | ContinuationLine,
  cue: Cue | undefined,
  column: number,
  markup: Markup,
): Found | undefined {
  const inline = inlineAt(line.spoken, column);
  if (inline === undefined) return undefined;
  const { start, end } = inline;
  const say = (code: MessageCode, values = {}): Found => ({
    start,
    end,
    text: markup.text(message(code, values, script.locale).text),
  });
  switch (inline.kind) {
    case 'pronunciation':
      if (inline.written.value === '' || inline.says.value === '') return undefined;
      return { start, end, text: `${markup.text(inline.written.value)} → ${markup.text(inline.says.value)}` };
    case 'pause':
      return say('lsp/silence', { seconds: Math.round(inline.seconds * 1000) / 1000 });
    case 'manner':
      // The problem that stands there says it all.
      if (script.screenplay.problems.some((each) => each.line === line && each.start < end && each.end > start))
        return undefined;
      return say(inline.items.length === 0 ? 'lsp/about-inline-back' : 'lsp/about-inline-manner');
    case 'mark':
      return say('lsp/about-inline-mark');
    case 'note':
      return say('lsp/about-note');
    case 'text':
      return lexiconWord(line.text, cue, column, inline, markup);
    default:
      return undefined;
  }
}

/** A word of the lexicon under the cursor, and how it is said. */
function lexiconWord(
  text: string,
  cue: Cue | undefined,
  column: number,
  inline: Span,
  markup: Markup,
): Found | undefined {
  for (const part of cue?.spoken ?? []) {
    if (part.kind !== 'text') continue;
    for (const piece of part.pieces) {
      if (piece.say === undefined || piece.text === '') continue;
      const start = text.lastIndexOf(piece.text, column);
      const span = { start, end: start + piece.text.length };
      if (start < inline.start || span.end > inline.end || !holds(span, column)) continue;
      return { ...span, text: `${markup.text(piece.text)} → ${markup.text(sayText(piece.say))}` };
    }
  }
  return undefined;
}

/** The inline at a column; of stressed words what lies within the stars. */
function inlineAt(inlines: readonly Inline[], column: number): Inline | undefined {
  const inline = inlines.find((each) => column >= each.start && column < each.end);
  return inline?.kind === 'stress' ? (inlineAt(inline.spoken, column) ?? inline) : inline;
}

function holds({ start, end }: Span, column: number): boolean {
  return column >= start && column <= end;
}
