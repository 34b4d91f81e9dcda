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
 * Subtitles of a production. By cue: a long cue becomes several subtitles of at most two lines, split between sentences,
 * else between clauses, else between words. By word: SubRip has a subtitle a word; WebVTT has the cue's text with a time
 * before each word, which players highlight (karaoke).
 */
export function subtitles({ timeline }: FinishedScript, format: 'srt' | 'vtt', unit: 'cue' | 'word'): string {
  const inTime = [...timeline.cues]
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

function byWord(cue: TimelineCue): Subtitle[] {
  if (cue.words.length === 0) return byCue(cue);
  return cue.words.map((word) => ({
    start: word.start,
    end: word.start + word.length,
    speaker: cue.speaker,
    lines: [word.text],
    words: [word],
  }));
}

function byCue(cue: TimelineCue): Subtitle[] {
  const text = cue.text.replace(/\s+/g, ' ').trim();
  const pieces = readableLines(text);
  const starts = placesOfWords(text, cue.words);
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

/** Where each word of an engine stands in the text: after the one before; one that is not found stays at that place. */
function placesOfWords(text: string, words: readonly TimelineWord[]): number[] {
  const lower = text.toLowerCase();
  let from = 0;
  return words.map((word) => {
    const found = lower.indexOf(word.text.toLowerCase(), from);
    // An engine that says something else (`23` as words) must not pull everything to the end.
    if (found < 0 || found > from + 60) return from;
    from = found + word.text.length;
    return found;
  });
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
  const starts = placesOfWords(text, words);
  let out = '';
  let at = 0;
  let before = -1;
  words.forEach((word, index) => {
    const start = starts[index] ?? at;
    out += escaped(text.slice(at, start));
    at = start;
    // Times inside a cue must rise.
    const milliseconds = Math.round((word.start / sampleRate) * 1000);
    if (milliseconds > before && index > 0) out += `<${timeCode(milliseconds / 1000, '.')}>`;
    before = Math.max(before, milliseconds);
  });
  return out + escaped(text.slice(at));
}
