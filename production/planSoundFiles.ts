import { join } from 'node:path';
import type { Chapter, Marker } from '../audio/index.ts';
import { safeFileNames } from './fileNames.ts';
import type { FinishedCue } from './finishedScript.ts';
import { machineLabel } from './machineLabel.ts';
import type { Deliverable } from './productionTypes.ts';
import type { ReadyProduction } from './readyProduction.ts';
import { scriptParts, type ScriptPart } from './scriptParts.ts';
import type { SoundFile } from './soundFiles.ts';

/** A file of the mix or a stem, and what it is. */
export interface PlannedSoundFile extends SoundFile {
  readonly kind: Deliverable;
}

/** What the files are called and labelled after. */
export interface SoundFileNames {
  /** File name of the whole, without ending. */
  readonly base: string;
  readonly title: string;
  readonly identity: string;
}

/** The sound files that are made of the mix and its stems. */
export function planSoundFiles(
  ready: ReadyProduction,
  cues: readonly FinishedCue[],
  { base, title, identity }: SoundFileNames,
): PlannedSoundFile[] {
  const { settings, out, plan, frames, script } = ready;
  const { deliver, formats } = settings;
  const { author, language } = script.screenplay;
  const markers = markersOf(cues);
  const chapters = scriptParts(ready, 1, title);
  const scenes = scriptParts(ready, 2, title);
  const stretch = (from: number, to: number, parts: readonly ScriptPart[]) => ({
    from,
    to,
    markers: markers.flatMap(({ frame, label }) =>
      frame >= from && frame < to ? [{ frame: frame - from, label }] : [],
    ),
    chapters: playerChapters(parts, from, to),
  });
  const tags = (name: string, id: string, artist: string | undefined) =>
    machineLabel(`${identity}-${id}`, language, { title: name, artist });
  const files: PlannedSoundFile[] = [];
  if (deliver.includes('whole')) {
    const whole = { path: join(out, base), stem: undefined, formats, tags: tags(title, 'whole', author) };
    files.push({ kind: 'whole', ...whole, ...stretch(0, frames, chapters.length > 1 ? chapters : scenes) });
  }
  for (const [kind, parts] of [
    ['chapters', chapters],
    ['scenes', scenes],
  ] as const) {
    if (!deliver.includes(kind)) continue;
    const digits = Math.max(2, String(parts.length).length);
    const names = safeFileNames(parts.map((each, index) => `${String(index + 1).padStart(digits, '0')} ${each.title}`));
    parts.forEach((part, index) => {
      const path = join(out, kind, names[index] ?? String(index + 1));
      const label = tags(part.title, `${kind}-${index + 1}`, author);
      const inside = kind === 'chapters' ? scenes.filter(({ chapter }) => chapter === part.chapter) : [];
      files.push({ kind, path, stem: undefined, formats, tags: label, ...stretch(part.from, part.to, inside) });
    });
  }
  if (deliver.includes('stems')) {
    const names = safeFileNames(plan.stems);
    plan.stems.forEach((stem, index) => {
      const path = join(out, 'stems', names[index] ?? String(index + 1));
      const label = tags(`${title} – ${stem}`, `stems-${index + 1}`, author);
      files.push({
        kind: 'stems',
        path,
        stem: index,
        formats: ['wav'],
        tags: label,
        ...stretch(0, frames, []),
        markers: [],
      });
    });
  }
  return files;
}

/** The starts of cues and their marks, in time order. */
function markersOf(cues: readonly FinishedCue[]): Marker[] {
  return cues
    .flatMap(({ timeline: { id, start, marks } }) => [
      { frame: start, label: id },
      ...marks.map((mark) => ({ frame: mark.start, label: mark.name })),
    ])
    .sort((a, b) => a.frame - b.frame);
}

/**
 * Parts as the chapters of a file from `from` to `to`, in time order: each starts where its first cue in the script's order
 * starts and lasts until the next one, so that chapters never overlap, wherever single cues reach. One that would last no
 * time is left out; a single one would say nothing.
 */
function playerChapters(parts: readonly ScriptPart[], from: number, to: number): Chapter[] {
  const inTime = [...parts].sort((a, b) => a.start - b.start);
  const chapters = inTime.flatMap(({ start, title }, index): Chapter[] => {
    const end = inTime[index + 1]?.start ?? to;
    return end > start ? [{ start: start - from, end: end - from, title }] : [];
  });
  return chapters.length > 1 ? chapters : [];
}
