import { describe, expect, it } from 'vitest';
import { readHow, readTime, readTimeCode } from '../../grammar/values.ts';

const codes = ({
  mistakes,
}: {
  readonly mistakes: readonly { readonly code: string; readonly start: number; readonly end: number }[];
}) => mistakes.map(({ code, start, end }) => [code, start, end]);

describe('values', () => {
  it('are time codes', () => {
    expect(readTimeCode('-1:00:00')).toEqual({
      value: { negative: true, seconds: 3600, frames: undefined, dropFrame: false, start: 0, end: 8 },
      mistakes: [],
    });
    expect(readTimeCode('01:00:00;12').value).toMatchObject({ frames: 12, dropFrame: true });
    expect(codes(readTimeCode('1:75'))).toEqual([['voice/time-code-range', 0, 4]]);
    expect(codes(readTimeCode('noon'))).toEqual([['voice/unreadable-time-code', 0, 4]]);
  });

  it('are times', () => {
    expect(readTime('at door +0.2s')).toMatchObject({ value: { form: 'atMark', seconds: 0.2 }, mistakes: [] });
    expect(readTime('0.6x')).toMatchObject({ value: { form: 'factor' }, mistakes: [{ severity: 'warning' }] });
    expect(codes(readTime('2.4'))).toEqual([['voice/missing-unit', 0, 3]]);
  });

  it('are moods', () => {
    expect(readHow('afraid 0.6 + surprised 0.2')).toMatchObject({
      value: [
        { form: 'words', words: { value: 'afraid' }, strength: { value: 0.6 } },
        { form: 'words', words: { value: 'surprised', start: 13 }, strength: { value: 0.2 } },
      ],
      mistakes: [],
    });
    expect(readHow('害怕0.6、惊讶 0.2').value).toHaveLength(2);
    expect(readHow('like "a (1).wav" 0.5')).toMatchObject({
      value: [{ form: 'like', path: { value: 'a (1).wav' } }],
      mistakes: [],
    });
    expect(codes(readHow('afraid 0.6 0.2, sad'))).toEqual([['voice/unreadable-item', 0, 14]]);
    expect(codes(readHow('afraid 6'))).toEqual([['voice/strength-range', 7, 8]]);
    expect(readHow('')).toEqual({ value: [], mistakes: [] });
  });
});
