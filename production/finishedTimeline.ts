import { safeFileNames } from './fileNames.ts';
import type { FinishedCue } from './finishedScript.ts';
import { isUnspoken, sectionOf, type Outcome } from './placing.ts';
import { placedWords } from './placedWords.ts';
import type { TimelineCue, TimelineSection, TimelineSound } from './productionTypes.ts';
import type { ReadyProduction } from './readyProduction.ts';
import type { Placed } from './timeline.ts';

/** The timeline of a production as it is delivered. */
export interface FinishedTimeline {
  readonly cues: readonly FinishedCue[];
  readonly sounds: readonly TimelineSound[];
  /** Headings that hold sound. */
  readonly sections: readonly TimelineSection[];
}

/** Brings outcomes and places together: cues with their words and files, sounds, headings. */
export function finishedTimeline(ready: ReadyProduction): FinishedTimeline {
  const { outcomes, placed } = ready;
  const fileNames = namesOfCueFiles(ready);
  const cues: FinishedCue[] = [];
  const sounds: TimelineSound[] = [];
  outcomes.forEach((outcome, index) => {
    const place = placed[index] ?? { start: 0, length: 0 };
    if (outcome.kind === 'cue') cues.push(finishedCue(outcome, place, fileNames.get(outcome.cue.id) ?? '', ready));
    else if (outcome.ready !== undefined) {
      const { sound, line } = outcome;
      sounds.push({ id: sound.id, line, path: sound.path, ...place });
    }
  });
  return { cues, sounds, sections: finishedSections(ready) };
}

/** Name of the file of every cue, by id. Names depend on all cues of the script, selected or not. */
function namesOfCueFiles({ script }: ReadyProduction): ReadonlyMap<string, string> {
  const ids = script.screenplay.cues.map(({ id }) => id);
  const names = safeFileNames(ids);
  return new Map(ids.map((id, index) => [id, `${names[index] ?? id}.wav`]));
}

function finishedCue(
  outcome: Outcome & { kind: 'cue' },
  { start, length }: Placed,
  fileName: string,
  { settings }: ReadyProduction,
): FinishedCue {
  const { cue, line, asked, made } = outcome;
  const isAsked = asked.kind === 'frames' || asked.kind === 'factor';
  const timeline: TimelineCue = {
    id: cue.id,
    line,
    speaker: cue.speaker,
    text: cue.text,
    start,
    length,
    asked: isAsked ? (asked.kind === 'frames' ? asked.frames : length) : null,
    file: made !== undefined && settings.deliver.includes('cues') ? `cues/${fileName}` : null,
    words: placedWords(made, start),
    marks: (made?.header.marks ?? []).map((mark) => ({ ...mark, start: start + mark.start })),
  };
  return { timeline, cue, made, fileName };
}

/** Headings that hold sound: from the first start to the last end under them. */
function finishedSections({ script, outcomes, placed }: ReadyProduction): TimelineSection[] {
  const { sections } = script.screenplay;
  const stretches = new Map<number, { start: number; end: number }>();
  outcomes.forEach((outcome, index) => {
    if (isUnspoken(outcome)) return;
    const { start, length } = placed[index] ?? { start: 0, length: 0 };
    for (let at = sectionOf(outcome); at !== undefined; at = sections[at]?.parent) {
      const stretch = stretches.get(at) ?? { start, end: start };
      stretches.set(at, { start: Math.min(stretch.start, start), end: Math.max(stretch.end, start + length) });
    }
  });
  return sections.flatMap(({ level, title }, section) => {
    const stretch = stretches.get(section);
    if (level === 0 || stretch === undefined) return [];
    return [{ level, title, start: stretch.start, length: stretch.end - stretch.start }];
  });
}
