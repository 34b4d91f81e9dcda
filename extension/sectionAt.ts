import type { SectionEntry } from '../language-server/protocol.ts';

/** The innermost section that a line (0-based) stands in; undefined: it stands under no heading. */
export function sectionAt(sections: readonly SectionEntry[], line: number): SectionEntry | undefined {
  let found: SectionEntry | undefined;
  for (const section of sections) {
    const { start, end } = section.range;
    if (section.level > 0 && start.line <= line && line <= end.line) found = section;
  }
  return found;
}
