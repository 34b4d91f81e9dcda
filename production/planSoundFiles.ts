import { join } from 'node:path';
import type { Chapter, Marker } from '../audio/index.ts';
import { safeFileNames } from './fileNames.ts';
import type { FinishedCue } from './finishedScript.ts';
import type { FinishedTimeline } from './finishedTimeline.ts';
import { machineLabel } from './machineLabel.ts';
import type { Deliverable, TimelineSection } from './productionTypes.ts';
import type { ReadyProduction } from './readyProduction.ts';
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
  { settings, out, plan, frames, script }: ReadyProduction,
  { cues, sections }: FinishedTimeline,
  { base, title, identity }: SoundFileNames,
): PlannedSoundFile[] {
  const { deliver, formats } = settings;
  const { author, language } = script.screenplay;
  const markers = markersOf(cues);
  const stretch = (from: number, length: number) => ({
    from,
    to: from + length,
    markers: markers.flatMap(({ frame, label }) =>
      frame >= from && frame < from + length ? [{ frame: frame - from, label }] : [],
    ),
    chapters: chaptersWithin(sections, from, from + length),
  });
  const tags = (name: string, id: string, artist: string | undefined) =>
    machineLabel(`${identity}-${id}`, language, { title: name, artist });
  const files: PlannedSoundFile[] = [];
  if (deliver.includes('whole')) {
    const whole = { path: join(out, base), stem: undefined, formats, tags: tags(title, 'whole', author) };
    files.push({ kind: 'whole', ...whole, ...stretch(0, frames) });
  }
  for (const [kind, level] of [
    ['chapters', 1],
    ['scenes', 2],
  ] as const) {
    if (!deliver.includes(kind)) continue;
    const these = sections.filter((section) => section.level === level && section.length > 0);
    const digits = Math.max(2, String(these.length).length);
    const names = safeFileNames(these.map((each, index) => `${String(index + 1).padStart(digits, '0')} ${each.title}`));
    these.forEach((section, index) => {
      const path = join(out, kind, names[index] ?? String(index + 1));
      const label = tags(section.title, `${kind}-${index + 1}`, author);
      files.push({ kind, path, stem: undefined, formats, tags: label, ...stretch(section.start, section.length) });
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
        ...stretch(0, frames),
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

/** Chapters of a stretch for players: its chapters, else its scenes. */
function chaptersWithin(sections: readonly TimelineSection[], from: number, to: number): Chapter[] {
  const inside = sections.filter(({ start, length }) => length > 0 && start >= from && start + length <= to);
  const chapters = inside.filter(({ level }) => level === 1);
  const finest = chapters.length > 1 ? chapters : inside.filter(({ level }) => level === 2);
  return finest.map(({ start, length, title }) => ({ start: start - from, end: start + length - from, title }));
}
