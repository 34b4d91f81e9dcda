import { basename, dirname, extname } from 'node:path';
import { message, type Locale, type MessageCode, type MessageValues } from '../../foundation/message.ts';
import type { OpenScript } from '../../production/openScript.ts';
import type { ProducedFile, Production } from '../../production/productionTypes.ts';
import { clockTime } from '../clockTime.ts';
import { columns } from '../columns.ts';
import { shownPath } from '../shownPath.ts';
import type { Terminal } from '../terminal.ts';

// Of these there may be hundreds: their folder is named instead.
const many = {
  chapters: 'cli/files-chapters',
  scenes: 'cli/files-scenes',
  stems: 'cli/files-stems',
  cues: 'cli/files-cues',
} as const;
const kinds: Readonly<Record<Exclude<ProducedFile['kind'], keyof typeof many>, MessageCode>> = {
  whole: 'cli/files-whole',
  timeline: 'cli/files-timeline',
  subtitles: 'cli/files-subtitles',
  sheet: 'cli/files-sheet',
  manifest: 'cli/files-manifest',
  provenance: 'cli/files-provenance',
};

/** Says what a render made: length, loudness, how it went, and where everything lies. */
export function productionReport(
  { path, screenplay }: OpenScript,
  production: Production,
  seconds: number,
  terminal: Terminal,
  locale: Locale,
): void {
  const say = (code: MessageCode, values: MessageValues = {}): string => message(code, values, locale).text;
  const { cues, failures, finishedCues, loudness, takes } = production;
  const length = production.length / production.sampleRate;
  const measured = Number.isFinite(loudness.lufs)
    ? `  ${say('cli/render-loudness', { lufs: loudness.lufs.toFixed(1), peak: loudness.truePeak.toFixed(1) })}`
    : '';
  terminal.line(
    { text: failures.length > 0 ? '✗ ' : '✓ ', style: failures.length > 0 ? 'red' : 'green' },
    { text: screenplay.title ?? basename(path), style: 'bold' },
    `  ${clockTime(length, 3)}${measured}`,
  );
  // Lines that are the same share a take.
  const used = finishedCues - takes.reused;
  const values = { ...takes, cues: cues.length, used, seconds: seconds.toFixed(1) };
  const isShared = used > takes.made;
  terminal.line(`  ${say(isShared ? 'cli/render-summary-shared' : 'cli/render-summary', values)}`);
  if (failures.length > 0) {
    terminal.line('  ', { text: say('cli/failed-lines', { number: failures.length }), style: 'red' });
  }
  terminal.line();
  for (const row of columns(fileRows(production.files, locale))) terminal.line(`  ${row}`);
}

/** A row a file, or a row a folder of many. */
function fileRows(files: readonly ProducedFile[], locale: Locale): readonly (readonly string[])[] {
  const rows: string[][] = [];
  /** Of each folder, what lies in it, without endings: a scene in two formats is one scene. */
  const folders = new Map<string, { readonly what: (typeof many)[keyof typeof many]; readonly names: Set<string> }>();
  for (const { kind, path } of files) {
    if (!isOneOfMany(kind)) {
      rows.push([shownPath(path), message(kinds[kind], {}, locale).text]);
      continue;
    }
    const folder = dirname(path);
    const known = folders.get(folder) ?? { what: many[kind], names: new Set() };
    known.names.add(basename(path, extname(path)));
    folders.set(folder, known);
  }
  for (const [folder, { what, names }] of folders) {
    rows.push([`${shownPath(folder)}/`, message(what, { number: names.size }, locale).text]);
  }
  return rows;
}

function isOneOfMany(kind: ProducedFile['kind']): kind is keyof typeof many {
  return kind in many;
}
