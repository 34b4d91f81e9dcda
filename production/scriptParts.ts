import type { Section } from '../screenplay/screenplayTypes.ts';
import { sectionOf } from './placing.ts';
import type { ReadyProduction } from './readyProduction.ts';

/** A chapter or a scene of the script that holds sound; samples of the whole. */
export interface ScriptPart {
  readonly title: string;
  /** Index of its chapter among the script's sections; 0: it stands before the first. */
  readonly chapter: number;
  /** Where its first cue in the script's order starts (without a cue: its first sound). */
  readonly start: number;
  /** From the first start to the last end of all that stands in it. */
  readonly from: number;
  readonly to: number;
}

/**
 * The script in chapters (`#`, level 1) or scenes (`##`, level 2), in its order. Every line is in exactly one of them: what
 * stands between a chapter's heading and its first scene is a scene with the chapter's title, what stands before the first
 * heading one with the script's. Sounds that lie under others belong to these.
 *
 * @param scriptTitle what a part before the first heading is called
 */
export function scriptParts(
  { script, outcomes, placed }: ReadyProduction,
  level: 1 | 2,
  scriptTitle: string,
): ScriptPart[] {
  const { sections } = script.screenplay;
  const parts = new Map<number, ScriptPart & { readonly hasCue: boolean }>();
  outcomes.forEach((outcome, index) => {
    const { start, length } = placed[index] ?? { start: 0, length: 0 };
    if (length === 0 || (outcome.kind === 'sound' && (outcome.sound.under || outcome.ready === undefined))) return;
    const section = headingOf(sectionOf(outcome), level, sections);
    const isCue = outcome.kind === 'cue';
    const before = parts.get(section);
    parts.set(section, {
      title: section === 0 ? scriptTitle : (sections[section]?.title ?? ''),
      chapter: headingOf(section, 1, sections),
      start: before === undefined || (isCue && !before.hasCue) ? start : before.start,
      from: Math.min(before?.from ?? Infinity, start),
      to: Math.max(before?.to ?? 0, start + length),
      hasCue: isCue || before?.hasCue === true,
    });
  });
  return [...parts.values()];
}

/** The nearest heading above, of a level or higher; 0: there is none. */
function headingOf(section: number | undefined, level: 1 | 2, sections: readonly Section[]): number {
  for (let at = section; at !== undefined; at = sections[at]?.parent) {
    const own = sections[at]?.level ?? 0;
    if (own > 0 && own <= level) return at;
  }
  return 0;
}
