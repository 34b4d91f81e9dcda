import type { CueEntry, CueList } from '../language-server/protocol.ts';
import type { TakeState } from '../production/productionService.ts';

/** A heading with what stands under it, or a line. */
export type SceneNode = SectionNode | CueNode;

export interface SectionNode {
  readonly kind: 'section';
  readonly title: string;
  /** 0-based. */
  readonly line: number;
  readonly children: readonly SceneNode[];
  /** Of all lines under it. */
  readonly lines: number;
  readonly seconds: number;
  readonly made: number;
  readonly stale: number;
  readonly failed: number;
}

export interface CueNode {
  readonly kind: 'cue';
  readonly cue: CueEntry;
  readonly take: TakeState | undefined;
}

/** Sections and lines of a script as a tree, each section with the sums of what lies under it. Lines before any heading come first. */
export function sceneTree(
  { sections, cues }: CueList,
  takes: ReadonlyMap<string, TakeState> | undefined,
): readonly SceneNode[] {
  const nodes = new Map<number, SceneNode[]>(sections.map((_, index) => [index, []]));
  const placed: { readonly line: number; readonly parent: number; readonly make: () => SceneNode }[] = [];
  for (const cue of cues) {
    placed.push({
      line: cue.range.start.line,
      parent: cue.section,
      make: () => ({ kind: 'cue', cue, take: takes?.get(cue.id) }),
    });
  }
  for (const [index, { title, range, parent }] of sections.entries()) {
    if (index === 0) continue;
    placed.push({
      line: range.start.line,
      parent: parent ?? 0,
      make: () => section(title, range.start.line, nodes.get(index) ?? []),
    });
  }
  // From the last line up, so that what lies under a heading is there before the heading is made.
  placed.sort((a, b) => b.line - a.line);
  for (const { parent, make } of placed) nodes.get(parent)?.unshift(make());
  return nodes.get(0) ?? [];
}

function section(title: string, line: number, children: readonly SceneNode[]): SectionNode {
  const sums = { lines: 0, seconds: 0, made: 0, stale: 0, failed: 0 };
  for (const child of children) {
    if (child.kind === 'section') {
      sums.lines += child.lines;
      sums.seconds += child.seconds;
      sums.made += child.made;
      sums.stale += child.stale;
      sums.failed += child.failed;
    } else {
      sums.lines++;
      sums.seconds += child.cue.seconds;
      if (child.take?.state === 'cached') sums.made++;
      if (child.take?.state === 'stale') sums.stale++;
      if (child.take?.state === 'failed') sums.failed++;
    }
  }
  return { kind: 'section', title, line, children, ...sums };
}
