import type { Cue } from '../../screenplay/index.ts';
import { lineIndex } from '../../grammar/index.ts';
import type { CueEntry, CueList } from '../protocol.ts';
import type { Script } from '../script.ts';
import { cueRange } from '../cueRange.ts';
import { sectionEnd } from '../sectionEnd.ts';

/** All cues and sections of a script with their ranges. */
export function* cueList(script: Script): Generator<undefined, CueList, undefined> {
  const { screenplay, ranges, tree, version } = script;
  const cues: CueEntry[] = [];
  for (const [index, entry] of screenplay.entries.entries()) {
    if (entry.kind === 'cue') cues.push(cueEntry(script, entry, index));
    yield;
  }
  const sections = screenplay.sections.map(({ title, level, heading, parent }, index) => ({
    title,
    level,
    range: ranges.ofLines(heading === undefined ? 0 : lineIndex(tree, heading), sectionEnd(script, index)),
    parent: parent ?? null,
  }));
  return { version, sections, cues };
}

/** One cue for the editor's views; `entry`: its index in `Screenplay.entries`. */
export function cueEntry(script: Script, cue: Cue, entry: number): CueEntry {
  return {
    id: cue.id,
    speaker: cue.speaker,
    text: cue.text,
    range: cueRange(script, cue),
    section: cue.section,
    sound: cue.sound,
    digest: cue.digest,
    start: script.screenplay.timeline.starts[entry] ?? 0,
    seconds: cue.estimate.seconds,
    measured: cue.estimate.measured,
  };
}
