import { lineIndex } from '../grammar/index.ts';
import type { Script } from './script.ts';

/** Index of the last line of a section, trailing blank lines left out: the line above the next heading of its level or above. */
export function sectionEnd({ tree, screenplay }: Script, index: number): number {
  const section = screenplay.sections[index];
  if (section === undefined) return tree.lines.length - 1;
  let next = index + 1;
  while ((screenplay.sections[next]?.level ?? 0) > section.level) next++;
  const heading = screenplay.sections[next]?.heading;
  let end = heading === undefined ? tree.lines.length - 1 : lineIndex(tree, heading) - 1;
  const start = section.heading === undefined ? 0 : lineIndex(tree, section.heading);
  while (end > start && tree.lines[end]?.kind === 'blank') end--;
  return Math.max(start, end);
}
