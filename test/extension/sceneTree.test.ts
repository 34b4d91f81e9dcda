import { describe, expect, it } from 'vitest';
import { sceneTree, type SceneNode } from '../../extension/sceneTree.ts';
import { sectionAt } from '../../extension/sectionAt.ts';
import { cueList } from '../../language-server/features/cueList.ts';
import type { CueList } from '../../language-server/protocol.ts';
import type { TakeState } from '../../production/productionService.ts';
import { scriptAt } from '../language-server/scriptAt.ts';

const text = `: Before any heading.
# One
: In the chapter.
## Two
A: First.
A: Second.
## Three
# Four
B: Last.
`;

function list(): CueList {
  const steps = cueList(scriptAt(text).script);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function outline(nodes: readonly SceneNode[], depth = 0): string {
  return nodes
    .map((node) => {
      const indent = '  '.repeat(depth);
      if (node.kind === 'cue') return `${indent}${node.cue.text}\n`;
      const { title, lines, made, stale, failed, children } = node;
      return `${indent}${title} ${lines}/${made}/${stale}/${failed}\n${outline(children, depth + 1)}`;
    })
    .join('');
}

describe('sceneTree', () => {
  it('puts lines and sections where they stand, with the sums of what lies under them', () => {
    const cues = list();
    const state = (index: number, more: Partial<TakeState>): [string, TakeState] => {
      const id = cues.cues[index]?.id ?? '';
      return [id, { cue: id, line: 1, state: 'none', locked: false, take: 1, ...more }];
    };
    const takes = new Map([state(1, { state: 'failed' }), state(2, { state: 'cached' }), state(3, { state: 'stale' })]);
    expect(outline(sceneTree(cues, takes))).toBe(
      [
        'Before any heading.',
        'One 3/1/1/1',
        '  In the chapter.',
        '  Two 2/1/1/0',
        '    First.',
        '    Second.',
        '  Three 0/0/0/0',
        'Four 1/0/0/0',
        '  Last.',
        '',
      ].join('\n'),
    );
  });
});

describe('sectionAt', () => {
  it('is the innermost section of a line', () => {
    const { sections } = list();
    expect(sectionAt(sections, 0)).toBeUndefined();
    expect(sectionAt(sections, 2)?.title).toBe('One');
    expect(sectionAt(sections, 4)?.title).toBe('Two');
    expect(sectionAt(sections, 8)?.title).toBe('Four');
  });
});
