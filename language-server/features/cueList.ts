import type { Cue } from '../../screenplay/index.ts';
import { lineIndex } from '../../grammar/index.ts';
import type { CueEntry, CueList } from '../protocol.ts';
import type { Script } from '../script.ts';
import { sectionEnd } from '../sectionEnd.ts';

/** All cues and sections of a script with their ranges. */
export function* cueList(script: Script): Generator<undefined, CueList, undefined> {
  const { screenplay, ranges, tree, version } = script;
  const cues: CueEntry[] = [];
  for (const cue of screenplay.cues) {
    cues.push(cueEntry(script, cue));
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

/** One cue for the editor's views; its range reaches to its last continuation. */
export function cueEntry({ tree, ranges }: Script, cue: Cue): CueEntry {
  const first = lineIndex(tree, cue.line);
  const last = cue.continuations.at(-1);
  return {
    id: cue.id,
    speaker: cue.speaker,
    text: cue.text,
    range: ranges.ofLines(first, last === undefined ? first : lineIndex(tree, last)),
    section: cue.section,
    sound: cue.sound,
    digest: cue.digest,
    seconds: cue.estimate.seconds,
    measured: cue.estimate.measured,
  };
}
