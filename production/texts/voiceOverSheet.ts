import type { FinishedCue, FinishedScript } from '../finishedScript.ts';
import { timeCode } from './timeCode.ts';

/**
 * The sheet for a recording studio: CSV after RFC 4180 in UTF-8 with a byte-order mark, so that Excel opens it as it is.
 * Cells that a spreadsheet would run as a formula get an apostrophe before them.
 */
export function voiceOverSheet({ cues, timeline: { sampleRate } }: FinishedScript): string {
  const rows = cues.map(({ timeline, cue }) => [
    timeline.id,
    timeline.speaker,
    direction(cue),
    timeline.text,
    timeCode(timeline.start / sampleRate, '.'),
    timeCode((timeline.start + timeline.length) / sampleRate, '.'),
    (timeline.length / sampleRate).toFixed(3),
  ]);
  const table = [['id', 'speaker', 'direction', 'text', 'start', 'end', 'length'], ...rows];
  return `\uFEFF${table.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** How the line is to be said, as the script has it: `(sad 0.4) [2.4s]`. */
function direction({ line }: FinishedCue['cue']): string {
  return line.groups.map(({ start, end }) => line.text.slice(start, end)).join(' ');
}

function cell(value: string): string {
  // Excel trims before it looks, and takes the full-width forms too.
  const defused = /^[\s\0]*[=+\-@\t\r＝＋－＠]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/u.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
