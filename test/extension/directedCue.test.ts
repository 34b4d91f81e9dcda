import { describe, expect, it } from 'vitest';
import { directedCue } from '../../extension/directedCue.ts';
import { resolvedCue } from '../../language-server/features/resolvedCue.ts';
import { scriptAt } from '../language-server/scriptAt.ts';

describe('directedCue', () => {
  const directed = (line: string) => {
    const { script } = scriptAt(`---\nlanguage: en\n---\n${line}\n`);
    const cue = resolvedCue(script, 3);
    if (cue === null) throw new Error('no cue');
    return directedCue(cue);
  };

  it('shows the source of the emotion', () => {
    expect(directed('A: Hi.')).toMatchObject({ speaker: 'A', text: 'Hi.', source: 'own', strength: 1 });
    expect(directed('A (sad 0.3): Hi.')).toMatchObject({ source: 'weights', weights: [0, 0, 0.3, 0, 0, 0, 0, 0] });
    expect(directed('A (like "x.wav" 0.4): Hi.')).toMatchObject({
      source: 'recording',
      recording: 'x.wav',
      strength: 0.4,
    });
    expect(directed('A ("in awe" 0.5): Hi.')).toMatchObject({ source: 'words', words: 'in awe', strength: 0.5 });
    expect(directed('A (auto 0.7): Hi.')).toMatchObject({ source: 'auto', strength: 0.7 });
  });

  it('writes the length as scripts do', () => {
    const lengths = ['2.4s', '0.9x', '40 tokens', 'max 3s', '0:12.500 - 0:15.250'];
    for (const length of lengths) expect(directed(`A [${length}]: Hi.`).length, length).toBe(length);
    expect(directed('A: Hi.').length).toBe('');
  });
});
