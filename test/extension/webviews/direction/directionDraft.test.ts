import { describe, expect, it } from 'vitest';
import type { DirectedCue } from '../../../../extension/directionProtocol.ts';
import { draftOf, emotionDirection } from '../../../../extension/webviews/direction/directionDraft.ts';

describe('draftOf', () => {
  const cue: DirectedCue = {
    id: 'c',
    speaker: 'A',
    text: 'b',
    source: 'words',
    inherited: '',
    mood: null,
    moods: [],
    weights: [0, 0, 0, 0, 0, 0, 0, 0],
    words: 'pleading',
    recording: '',
    strength: 0.4,
    length: '',
    seconds: 2,
  };

  it('keeps what was set for another source of the same line', () => {
    const before = { ...draftOf(cue, null), weights: [0.3, 0, 0, 0, 0, 0, 0, 0] };
    const after = draftOf({ ...cue, words: 'calm' }, before);
    expect(after).toMatchObject({ words: 'calm', weights: [0.3, 0, 0, 0, 0, 0, 0, 0], strength: 0.4 });
  });

  it('is written from its source alone, and not while there is nothing to write', () => {
    const draft = draftOf(cue, null);
    expect(emotionDirection(draft)).toEqual({ words: { words: 'pleading', strength: 0.4 } });
    expect(emotionDirection({ ...draft, words: ' ' })).toBeNull();
    expect(emotionDirection({ ...draft, source: 'recording' })).toBeNull();
    expect(emotionDirection({ ...draft, source: 'weights' })).toEqual({ weights: null });
    expect(emotionDirection({ ...draft, source: 'auto' })).toEqual({ auto: { strength: 0.4 } });
    expect(emotionDirection({ ...draft, source: 'own' })).toEqual({
      weights: null,
      words: null,
      recording: null,
      auto: null,
    });
  });
});
