import type { HeadingLine } from '../grammar/index.ts';
import { lineFlag, lowerBound, type ScriptLines } from './scriptLines.ts';
import type { Section } from './screenplayTypes.ts';

/** Headings and what stands under them, with the script itself as the first. */
export function sectionsOf({ flags, lines, entryLines }: ScriptLines): readonly Section[] {
  interface Open {
    heading: HeadingLine | undefined;
    level: Section['level'];
    parent: number | undefined;
    from: number;
    to: number;
  }
  const end = entryLines.length;
  const sections: Open[] = [{ heading: undefined, level: 0, parent: undefined, from: 0, to: end }];
  const open = [0];
  for (let index = 0; index < flags.length; index++) {
    if (((flags[index] ?? 0) & lineFlag.heading) === 0) continue;
    const heading = lines[index];
    if (heading?.kind !== 'heading') continue;
    const from = lowerBound(entryLines, index);
    for (let last = sections[open.at(-1) ?? 0]; last !== undefined && last.level >= heading.level;) {
      last.to = from;
      open.pop();
      last = sections[open.at(-1) ?? 0];
    }
    sections.push({ heading, level: heading.level, parent: open.at(-1), from, to: end });
    open.push(sections.length - 1);
  }
  return sections.map((section) => ({ ...section, title: section.heading?.title.value ?? '' }));
}

/** The innermost section of each entry. */
export function sectionNumbers(sections: readonly Section[], entries: number): Int32Array {
  const numbers = new Int32Array(entries);
  // Sections stand in the order of their headings: each takes over from the one before, and none begins within a later one.
  for (let index = 1; index < sections.length; index++) {
    numbers.fill(index, sections[index]?.from, sections[index + 1]?.from ?? entries);
  }
  return numbers;
}
