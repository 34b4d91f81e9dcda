import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordAt, wordSpans } from '../../../../extension/webviews/player/wordSpans.ts';
import { property } from '../../../runs.ts';

describe('wordSpans', () => {
  const cue = (text: string, words: string[]) => ({
    text,
    words: words.map((word, index) => ({ text: word, start: index * 10, length: 8 })),
  });

  it('are found in the text, whatever stands between', () => {
    const spans = wordSpans(cue('“Stop,” she said. Stop!', ['stop', 'she', 'said', 'stop']));
    expect(spans.map(({ text }) => text)).toEqual(['“', 'Stop', ',” ', 'she', ' ', 'said', '. ', 'Stop', '!']);
    expect(spans.flatMap(({ word }) => word ?? [])).toEqual([0, 1, 2, 3]);
    expect(wordSpans(cue('我等了。', ['我', '等', '了'])).map(({ word }) => word)).toEqual([0, 1, 2, undefined]);
  });

  it('that the text does not have are passed over', () => {
    const spans = wordSpans(cue('At 5 today', ['at', 'five', 'today']));
    expect(spans.map(({ text, word }) => [text, word])).toEqual([
      ['At', 0],
      [' 5 ', undefined],
      ['today', 2],
    ]);
  });

  it('lose nothing of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })),
        (text, words) => {
          expect(
            wordSpans(cue(text, words))
              .map((span) => span.text)
              .join(''),
          ).toBe(text);
        },
      ),
      property(300, 5000),
    );
  });

  it('are lit while they are said', () => {
    const { words } = cue('a b', ['a', 'b']);
    expect([0, 7, 8, 10, 17, 18].map((frame) => wordAt(words, frame))).toEqual([0, 0, -1, 1, 1, -1]);
  });
});
