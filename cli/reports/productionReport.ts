import { basename, dirname } from 'node:path';
import { message, type Locale, type MessageCode, type MessageValues } from '../../foundation/message.ts';
import type { OpenScript } from '../../production/openScript.ts';
import type { ProducedFile, Production } from '../../production/productionTypes.ts';
import { clockTime } from '../clockTime.ts';
import { counted } from '../counted.ts';
import { columns } from '../columns.ts';
import { shownPath } from '../shownPath.ts';
import type { Terminal } from '../terminal.ts';

const kinds: Readonly<Record<ProducedFile['kind'], MessageCode>> = {
  whole: 'cli/files-whole',
  chapters: 'cli/files-chapters',
  scenes: 'cli/files-scenes',
  stems: 'cli/files-stems',
  cues: 'cli/files-cues',
  timeline: 'cli/files-timeline',
  subtitles: 'cli/files-subtitles',
  sheet: 'cli/files-sheet',
  manifest: 'cli/files-manifest',
  provenance: 'cli/files-provenance',
};
// Of these there may be hundreds: their folder is named instead.
const many: ReadonlySet<ProducedFile['kind']> = new Set(['chapters', 'scenes', 'stems', 'cues']);

/** Says what a render made: length, loudness, how it went, and where everything lies. */
export function productionReport(
  { path, screenplay }: OpenScript,
  production: Production,
  seconds: number,
  terminal: Terminal,
  locale: Locale,
): void {
  const say = (code: MessageCode, values: MessageValues = {}): string => message(code, values, locale).text;
  const { cues, failures, loudness, takes } = production;
  const length = production.length / production.sampleRate;
  const measured = Number.isFinite(loudness.lufs)
    ? `  ${say('cli/render-loudness', { lufs: loudness.lufs.toFixed(1), peak: loudness.truePeak.toFixed(1) })}`
    : '';
  terminal.line(
    { text: failures.length > 0 ? '✗ ' : '✓ ', style: failures.length > 0 ? 'red' : 'green' },
    { text: screenplay.title ?? basename(path), style: 'bold' },
    `  ${clockTime(length, 3)}${measured}`,
  );
  terminal.line(
    `  ${say('cli/render-summary', { cues: counted(cues.length, 'cue', locale), made: takes.made, reused: takes.reused, seconds: seconds.toFixed(1) })}`,
  );
  if (failures.length > 0) {
    terminal.line('  ', { text: counted(failures.length, 'failed-line', locale), style: 'red' });
  }
  terminal.line();
  for (const row of columns(fileRows(production.files, say))) terminal.line(`  ${row}`);
}

/** A row a file, or a row a folder of many. */
function fileRows(
  files: readonly ProducedFile[],
  say: (code: MessageCode, values?: MessageValues) => string,
): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const folders = new Map<string, { readonly kind: ProducedFile['kind']; number: number }>();
  for (const { kind, path } of files) {
    if (!many.has(kind)) {
      rows.push([shownPath(path), say(kinds[kind])]);
      continue;
    }
    const folder = dirname(path);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, { kind, number: 1 });
    else known.number++;
  }
  for (const [folder, { kind, number }] of folders) {
    rows.push([`${shownPath(folder)}/`, say(kinds[kind], { number })]);
  }
  return rows;
}
