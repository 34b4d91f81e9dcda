import type { FinishedScript } from '../finishedScript.ts';
import type { TimelineCue, TimelineWord } from '../productionTypes.ts';
import { readableLines } from './readableLines.ts';
import { timeCode } from './timeCode.ts';

/** A subtitle: samples, and lines of text. */
interface Subtitle {
  readonly start: number;
  readonly end: number;
  readonly speaker: string;
  readonly lines: readonly string[];
  readonly words: readonly TimelineWord[];
}

/**
 * Subtitles of a production: of the lines that are heard. By cue: a long cue becomes several subtitles of at most two lines, split between sentences,
 * else between clauses, else between words. By word: SubRip has a subtitle a word; WebVTT has the cue's text with a time
 * before each word, which players highlight (karaoke).
 */
export function subtitles({ cues, timeline }: FinishedScript, format: 'srt' | 'vtt', unit: 'cue' | 'word'): string {
  const inTime = cues
    .flatMap((cue) => (cue.made === undefined ? [] : [cue.timeline]))
    .filter((cue) => cue.text.trim() !== '' && cue.length > 0)
    .sort((a, b) => a.start - b.start);
  const shown = inTime.flatMap((cue) => (format === 'srt' && unit === 'word' ? byWord(cue) : byCue(cue)));
  const blocks = shown.map((subtitle, index) => block(subtitle, index, timeline.sampleRate, format, unit));
  return `${format === 'vtt' ? 'WEBVTT\n\n' : ''}${blocks.join('\n')}`;
}

function block(
  { start, end, speaker, lines, words }: Subtitle,
  index: number,
  sampleRate: number,
  format: 'srt' | 'vtt',
  unit: 'cue' | 'word',
): string {
  const mark = format === 'srt' ? ',' : '.';
  const from = timeCode(start / sampleRate, mark);
  // Nothing is shown for no time: a word can be shorter than a millisecond.
  const to = timeCode(Math.max(end / sampleRate, (Math.round((start / sampleRate) * 1000) + 1) / 1000), mark);
  if (format === 'srt') return `${index + 1}\n${from} --> ${to}\n${lines.map(plain).join('\n')}\n`;
  const text = unit === 'word' ? timed(lines.join(' '), words, sampleRate) : lines.map(escaped).join('\n');
  return `${index + 1}\n${from} --> ${to}\n<v ${escaped(speaker)}>${text}</v>\n`;
}

/** A subtitle a word. A word that takes no time, since nothing is said for it, is shown with the one before. */
function byWord(cue: TimelineCue): Subtitle[] {
  if (cue.words.length === 0) return byCue(cue);
  const text = plainSpaces(cue.text);
  const places = placesOfWords(text, cue.words);
  const groups: { words: TimelineWord[]; places: Place[]; end: number }[] = [];
  cue.words.forEach((word, index) => {
    const place = places[index] ?? { from: 0, to: 0 };
    const last = groups.at(-1);
    const end = word.start + word.length;
    if (last === undefined || (word.length > 0 && last.end > (last.words[0]?.start ?? 0))) {
      groups.push({ words: [word], places: [place], end });
    } else {
      last.words.push(word);
      last.places.push(place);
      last.end = Math.max(last.end, end);
    }
  });
  return groups.map(({ words, places: at, end }) => {
    const isFound = at.every(({ from, to }) => to > from);
    const whole = text.slice(at[0]?.from, at.at(-1)?.to);
    return {
      start: words[0]?.start ?? cue.start,
      end,
      speaker: cue.speaker,
      lines: [isFound ? whole : words.map((word) => word.text).join(' ')],
      words,
    };
  });
}

function byCue(cue: TimelineCue): Subtitle[] {
  const text = plainSpaces(cue.text);
  const pieces = readableLines(text);
  const starts = placesOfWords(text, cue.words).map(({ from }) => from);
  let at = 0;
  return pieces.map((lines) => {
    const from = at;
    at += lines.reduce((sum, line) => sum + line.length, 0);
    const inside = cue.words.filter((_, index) => (starts[index] ?? 0) >= from && (starts[index] ?? 0) < at);
    const last = at >= text.length;
    return {
      start: from === 0 ? cue.start : (inside[0]?.start ?? timeAt(cue, from / text.length)),
      end: last ? cue.start + cue.length : timeOfNext(cue, starts, at, text.length),
      speaker: cue.speaker,
      lines: lines.map((line) => line.trim()).filter((line) => line !== ''),
      words: inside,
    };
  });
}

function timeOfNext(cue: TimelineCue, starts: readonly number[], at: number, length: number): number {
  const next = cue.words.find((_, index) => (starts[index] ?? 0) >= at);
  return next?.start ?? timeAt(cue, at / length);
}

function timeAt(cue: TimelineCue, share: number): number {
  return cue.start + Math.round(cue.length * share);
}

/** A stretch of a text, UTF-16 offsets. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * Where each word of an engine stands in the text: after the one before; one that is not found has no length at that place.
 * None begins within a character as people see it, or within an arrow.
 */
function placesOfWords(text: string, words: readonly TimelineWord[]): Place[] {
  const isAscii = /^[\x20-\x7e]*$/.test(text);
  const segments = graphemes.segment(text);
  const lower = folded(text);
  let at = 0;
  return words.map((word) => {
    const found = lower.indexOf(folded(word.text), at);
    // An engine that says something else (`23` as words) must not pull everything to the end.
    const isFound = word.text !== '' && found >= 0 && found <= at + 60;
    const { from } = wholeAt(isFound ? found : at);
    if (isFound) ({ to: at } = wholeAt(Math.max(found, found + word.text.length - 1)));
    return { from, to: isFound ? at : from };
  });

  function wholeAt(offset: number): Place {
    const before = Math.max(0, offset - 2);
    const arrow = text.slice(before, offset + 3).indexOf('-->');
    if (arrow >= 0) return { from: before + arrow, to: before + arrow + 3 };
    const { index, segment } = (isAscii ? undefined : segments.containing(offset)) ?? { index: offset, segment: ' ' };
    return { from: index, to: index + segment.length };
  }
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Without regard to case, where that leaves every character its place. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function plainSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** SubRip has no escapes: only what would read as its own syntax is changed. */
function plain(text: string): string {
  return text.replaceAll('-->', '→');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** WebVTT text with the time of each word before it. */
function timed(text: string, words: readonly TimelineWord[], sampleRate: number): string {
  const places = placesOfWords(text, words);
  let out = '';
  let at = 0;
  let before = -1;
  words.forEach((word, index) => {
    const start = Math.max(at, places[index]?.from ?? at);
    out += escaped(text.slice(at, start));
    at = start;
    // Times inside a cue must rise.
    const milliseconds = Math.round((word.start / sampleRate) * 1000);
    if (milliseconds > before && index > 0) out += `<${timeCode(milliseconds / 1000, '.')}>`;
    before = Math.max(before, milliseconds);
  });
  return out + escaped(text.slice(at));
}
