import { describe, expect, it } from 'vitest';
import { cueLines, problemLines, renderLines } from '../../extension/toolAnswers.ts';
import { resolvedCue } from '../../language-server/features/resolvedCue.ts';
import { status } from '../../language-server/features/status.ts';
import type { Production } from '../../production/productionTypes.ts';
import { scriptAt } from '../language-server/scriptAt.ts';

describe('answers to language models', () => {
  const { script } = scriptAt('# One\nA: Hi.\nB: You.\n');

  it('list problems', () => {
    const problem = { line: 3, column: 5, isError: true, message: 'Wrong.', code: 'voice/wrong' };
    expect(problemLines([problem], null)).toBe('3:5 error Wrong. [voice/wrong]');
    expect(problemLines([], status(script))).toMatch(/^No problems\.\n2 cues, 2 words, .*Speakers: A, B\.$/);
  });

  it('list cues under their sections', () => {
    const cue = resolvedCue(script, 1);
    if (cue === null) throw new Error('no cue');
    const sections = [
      { title: '', level: 0, range: cue.range, parent: null },
      { title: 'One', level: 1, range: cue.range, parent: 0 },
    ] as const;
    const take = { cue: cue.id, line: 2, state: 'cached', locked: true, take: 1 } as const;
    const text = cueLines({ version: 1, sections, cues: [cue] }, new Map([[cue.id, take]]));
    expect(text).toMatch(
      /^# One\nline 2, id a-hi-\w+, 0\.00 s \+ \d\.\d\d s \(predicted\), take cached, locked: A: Hi\.$/,
    );
    expect(cueLines({ version: 1, sections, cues: [] }, undefined)).toBe('The script has no cues.');
  });

  it('tell what was rendered', () => {
    const production = {
      length: 96_000,
      sampleRate: 48_000,
      files: [
        { path: '/o/a.wav', kind: 'whole' },
        { path: '/o/cues/1.wav', kind: 'cues' },
      ],
      failures: [{ kind: 'failure', cue: 'x', line: 4, code: 'production/no-recording', values: {} }],
    } as unknown as Production;
    expect(renderLines(production)).toBe(
      'Rendered 2.00 s.\nwhole: /o/a.wav\nline 4 (x) failed: production/no-recording',
    );
  });
});
