import { basename, extname } from 'node:path';
import { TablereadError } from '../../foundation/tablereadError.ts';
import type { Cue, SoundCue } from '../../screenplay/cue.ts';
import { digest } from '../../screenplay/digest.ts';
import type { Screenplay, Section } from '../../screenplay/screenplayTypes.ts';
import { isWithin } from '../placing.ts';
import type { PlayOrder } from '../productionService.ts';
import type { Script } from '../productionTypes.ts';

/** What of a script is to be heard. */
export interface PlaySelection {
  readonly title: string;
  readonly kind: 'cue' | 'part' | 'whole';
  /** In the script's order. */
  readonly entries: readonly (Cue | SoundCue)[];
}

/**
 * The entries that an order asks for.
 *
 * @param lineOf 1-based line of a node of the tree
 * @throws TablereadError `production/unknown-cue`, `production/nothing-to-render`
 */
export function playSelection(
  { path, screenplay }: Pick<Script, 'path' | 'screenplay'>,
  order: Exclude<PlayOrder, { kind: 'output' }>,
  lineOf: (node: object) => number,
): PlaySelection {
  const selected = selectionOf(screenplay, order, lineOf, screenplay.title ?? basename(path, extname(path)));
  if (selected.entries.length === 0) throw new TablereadError('production/nothing-to-render');
  return selected;
}

function selectionOf(
  screenplay: Screenplay,
  order: Exclude<PlayOrder, { kind: 'output' }>,
  lineOf: (node: object) => number,
  whole: string,
): PlaySelection {
  const { entries, sections } = screenplay;
  switch (order.kind) {
    case 'cue': {
      const cue = screenplay.cues.find(({ id }) => id === order.cue);
      if (cue === undefined) throw new TablereadError('production/unknown-cue', { name: order.cue });
      return { title: `${cue.speaker}: ${cue.text}`, kind: 'cue', entries: [asTake(cue, order.take)] };
    }
    case 'section': {
      if (order.line === undefined) return { title: whole, kind: 'whole', entries };
      const section = sectionAt(sections, order.line, lineOf);
      return {
        title: section.title === '' ? whole : section.title,
        kind: section.level === 0 ? 'whole' : 'part',
        entries: entries.slice(section.from, section.to),
      };
    }
    case 'from': {
      const from = entries.findIndex((entry) => lastLine(entry, lineOf) >= order.line);
      const first = entries[from];
      if (first === undefined) return { title: whole, kind: 'part', entries: [] };
      const chapter = chapterOf(sections, first.section);
      // What lies under the line from further up goes on sounding.
      const beds = entries
        .slice(0, from)
        .filter((entry) => entry.kind === 'sound' && entry.under && isWithin(first.section, entry.section, sections));
      const title = chapter.title === '' ? whole : chapter.title;
      return { title, kind: 'part', entries: [...beds, ...entries.slice(from, chapter.to)] };
    }
  }
}

/** The n-th reading of a cue instead of the one that the script asks for; with a digest of its own, for its length is noted by it. */
function asTake(cue: Cue, take: number | undefined): Cue {
  if (take === undefined) return cue;
  const other = { ...cue, settings: { ...cue.settings, take } };
  return { ...other, digest: digest(other) };
}

/** The section of a heading's line; else the innermost that a line stands in. */
function sectionAt(sections: readonly Section[], line: number, lineOf: (node: object) => number): Section {
  const found = sections.findLast(({ heading }) => heading !== undefined && lineOf(heading) <= line);
  const section = found ?? sections[0];
  if (section === undefined) throw new TablereadError('production/nothing-to-render');
  return section;
}

function lastLine(entry: Cue | SoundCue, lineOf: (node: object) => number): number {
  const last = entry.kind === 'cue' ? entry.continuations.at(-1) : undefined;
  return lineOf(last ?? entry.line);
}

/** The chapter that a section lies in; without chapters, the script. */
function chapterOf(sections: readonly Section[], index: number): Section {
  const script: Section = sections[0] ?? {
    heading: undefined,
    level: 0,
    title: '',
    parent: undefined,
    from: 0,
    to: Infinity,
  };
  for (let at: number | undefined = index; at !== undefined; at = sections[at]?.parent) {
    const section = sections[at];
    if (section?.level === 1) return section;
  }
  return script;
}
