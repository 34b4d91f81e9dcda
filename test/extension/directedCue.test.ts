import { describe, expect, it } from 'vitest';
import { directedCue } from '../../extension/directedCue.ts';
import { resolvedCue } from '../../language-server/features/resolvedCue.ts';
import { scriptAt } from '../language-server/scriptAt.ts';

describe('directedCue', () => {
  const directed = (line: string) => {
    const front = 'moods: { terrified: afraid 0.6, tense: like "x.wav" }\ncast: { MIRA: { mood: sad 0.2 } }';
    const { script } = scriptAt(`---\nlanguage: en\n${front}\n---\n${line}\n`);
    const cue = resolvedCue(script, 5);
    if (cue === null) throw new Error('no cue');
    return directedCue(cue, 'en');
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

  it('says which emotion a line inherits, and from where', () => {
    expect(directed('A: Hi.').inherited).toBe('');
    expect(directed('MIRA: Hi.')).toMatchObject({
      source: 'own',
      weights: [0, 0, 0.2, 0, 0, 0, 0, 0],
      inherited: 'sad 0.2. From the speaker’s entry in the cast.',
    });
    expect(directed('MIRA (calm 0.3): Hi.')).toMatchObject({ source: 'weights', inherited: '' });
  });

  it('knows the moods of the script, and the one that the line names', () => {
    const moods = ['terrified', 'tense'];
    expect(directed('A: Hi.')).toMatchObject({ mood: null, moods });
    expect(directed('A (Terrified): Hi.')).toMatchObject({ mood: 'terrified', source: 'weights' });
    expect(directed('A (terrified 0.5, take 2): Hi.')).toMatchObject({ mood: 'terrified' });
    expect(directed('A (tense): Hi.')).toMatchObject({ mood: 'tense', source: 'recording' });
    expect(directed('A (terrified + calm 0.2): Hi.').mood).toBe(null);
    expect(directed('A ("terrified" 0.5): Hi.').mood).toBe(null);
  });

  it('writes the length as scripts do', () => {
    const lengths = ['2.4s', '0.9x', '40 tokens', 'max 3s', '0:12.500 - 0:15.250'];
    for (const length of lengths) expect(directed(`A [${length}]: Hi.`).length, length).toBe(length);
    expect(directed('A: Hi.').length).toBe('');
  });
});
