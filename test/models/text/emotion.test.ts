import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { nearestEmotionRows, randomEmotionRows } from '../../../models/features/emotionMix.ts';
import { seededRandom } from '../../../models/sampling/seededRandom.ts';
import { emotionPrompt } from '../../../models/text/chatPrompt.ts';
import { emotionAnswer } from '../../../models/text/emotionAnswer.ts';
import { balanceEmotion, scaleEmotion } from '../../../models/text/emotionWeights.ts';
import { property } from '../../runs.ts';

const calm = [0, 0, 0, 0, 0, 0, 0, 1];

describe('what the emotion model answers', () => {
  test.each([
    ['{"高兴": 0.5, "愤怒": 2}', '好', [0.5, 1.2, 0, 0, 0, 0, 0, 0]],
    ['{"悲伤": 0.6}', '他很低落', [0, 0, 0, 0, 0, 0.6, 0, 0]],
    ['高兴: 0.3, 自然: 0.1', '好', [0.3, 0, 0, 0, 0, 0, 0, 0.1]],
    ['"surprised"', '好', [0, 0, 0, 0, 0, 0, 1, 0]],
    ['{"label": "愤怒"}', '好', [0, 1, 0, 0, 0, 0, 0, 0]],
    ['{"高兴": "愤怒"}', '好', [0, 1, 0, 0, 0, 0, 0, 0]],
    ['', '好', calm],
    ['null', '好', calm],
    ['{"高兴": -1}', '好', calm],
    ['{"恐惧": NaN}', '好', [0, 0, 0, 1.2, 0, 0, 0, 0]],
  ])('%j about %j', (answer, text, weights) => {
    expect(emotionAnswer(answer, text, 'v25', 'corrected')).toEqual(weights);
  });

  test('where the original fails, `corrected` counts nothing', () => {
    for (const answer of [
      '{"高兴": null, "愤怒": 0.4}',
      '{"高兴": [1], "愤怒": 0.4}',
      '{"高兴": "0.5.5", "愤怒": 0.4}',
    ]) {
      expect(emotionAnswer(answer, '好', 'v2', 'original')).toBeUndefined();
      expect(emotionAnswer(answer, '好', 'v2', 'corrected')).toEqual([0, 0.4, 0, 0, 0, 0, 0, 0]);
    }
    expect(emotionAnswer('{"高兴": "0.4"}', '好', 'v2', 'original')?.[0]).toBe(0.4);
    expect(emotionAnswer('{"高兴": "0.4"}', '好', 'v25', 'original')).toBeUndefined();
  });

  test('any answer gives eight weights within their range', () => {
    const answer = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('{"高兴":', '"高兴": 1e999', '{"__proto__": 1, "高兴": true}'),
    );
    fc.assert(
      fc.property(answer, fc.constantFrom('好', 'so gloomy'), (content, text) => {
        const weights = emotionAnswer(content, text, 'v25', 'corrected') ?? [];
        expect(weights.length).toBe(8);
        expect(weights.every((weight) => weight >= 0 && weight <= 1.2)).toBe(true);
        expect(weights.some((weight) => weight > 0)).toBe(true);
      }),
      property(1000, 50_000),
    );
  });
});

describe('weights', () => {
  test('are cut to four decimals when scaled, toward zero', () => {
    expect(scaleEmotion([0.33333, 1, 0, 0, 0, 0, 0, 0], 0.7)).toEqual([0.2333, 0.7, 0, 0, 0, 0, 0, 0]);
    expect(scaleEmotion([0.33333, 1, 0, 0, 0, 0, 0, 0], 5)).toEqual([0.33333, 1, 0, 0, 0, 0, 0, 0]);
    expect(scaleEmotion(calm, -1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('balanced, they never come to more than 0.8', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1.2, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(weights, fc.boolean(), (given, evenOut) => {
        const balanced = balanceEmotion(given, evenOut);
        expect(balanced.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(0.8 + 1e-9);
      }),
      property(200, 10_000),
    );
  });
});

describe('rows of the matrix', () => {
  const matrix = {
    styles: Float32Array.of(1, 0, 0, 1, 1, 1, -1, 0, 0, 2),
    emotions: new Float32Array(5),
    counts: [3, 2],
  };

  test('the nearest by direction, the first of equals', () => {
    expect(nearestEmotionRows(matrix, Float32Array.of(2, 2))).toEqual([2, 4]);
    expect(nearestEmotionRows(matrix, Float32Array.of(0, 0))).toEqual([0, 3]);
  });

  test('random ones stay within their emotion and follow the seed', () => {
    for (let seed = 0; seed < 50; seed++) {
      const rows = randomEmotionRows(matrix, seededRandom(seed, 0));
      expect(rows).toEqual(randomEmotionRows(matrix, seededRandom(seed, 0)));
      expect([0, 1, 2]).toContain(rows[0]);
      expect([3, 4]).toContain(rows[1]);
    }
  });
});

describe('the prompt', () => {
  test('is what the template says', () => {
    const template =
      '{% for m in messages %}[{{ m.role }}:{{ m.content }}]{% endfor %}{% if add_generation_prompt %}>{% endif %}';
    expect(emotionPrompt('t.jinja', template, '你好')).toBe('[system:文本情感分类][user:你好]>');
  });

  test('of a damaged template is an error that names the file', () => {
    const render = (): string => emotionPrompt('t.jinja', '{% for %}', 'x');
    expect(render).toThrow(TablereadError);
    expect(render).toThrow(/t\.jinja/);
  });
});
