import { describe, expect, it } from 'vitest';
import type { Time } from '../../grammar/tree.ts';
import { expectMistakes, fixed, lineOf, itMarks } from './marked.ts';

function time(when: string): Time | undefined {
  const line = lineOf('cue', `MIRA [${when}]: Hello`);
  expect(line.mistakes).toEqual([]);
  const [group] = line.groups;
  return group?.kind === 'when' ? group.time : undefined;
}

const code = (seconds: number, frames?: number, dropFrame = false) => ({ negative: false, seconds, frames, dropFrame });

describe('[ … ]', () => {
  it.each([
    ['2.4s', { form: 'exact', seconds: 2.4 }],
    ['2400ms', { form: 'exact', seconds: 2.4 }],
    ['2.4 S', { form: 'exact', seconds: 2.4 }],
    ['２．４秒', { form: 'exact', seconds: 2.4 }],
    ['2400毫秒', { form: 'exact', seconds: 2.4 }],
    ['.5s', { form: 'exact', seconds: 0.5 }],
    ['0.9x', { form: 'factor', factor: 0.9 }],
    ['0.9X', { form: 'factor', factor: 0.9 }],
    ['0.9×', { form: 'factor', factor: 0.9 }],
    ['0.9倍', { form: 'factor', factor: 0.9 }],
    ['90%', { form: 'factor', factor: 0.9 }],
    ['９０％', { form: 'factor', factor: 0.9 }],
    ['120 tokens', { form: 'tokens', tokens: 120 }],
    ['1 token', { form: 'tokens', tokens: 1 }],
    ['max 3s', { form: 'most', seconds: 3 }],
    ['最多3秒', { form: 'most', seconds: 3 }],
    ['at 0:12.5', { form: 'at', at: code(12.5) }],
    ['at 12.5', { form: 'at', at: code(12.5) }],
    ['AT 1:02:03.25', { form: 'at', at: code(3723.25) }],
    ['at 01:02:03:04', { form: 'at', at: code(3723, 4) }],
    ['at 01:02:03;04', { form: 'at', at: code(3723, 4, true) }],
    ['at +0.5s', { form: 'atOffset', seconds: 0.5 }],
    ['at+0s', { form: 'atOffset', seconds: 0 }],
    ['at door', { form: 'atMark', mark: { value: 'door' }, seconds: 0 }],
    ['at door +0.2s', { form: 'atMark', mark: { value: 'door' }, seconds: 0.2 }],
    ['at door-2 -200ms', { form: 'atMark', mark: { value: 'door-2' }, seconds: -0.2 }],
    ['at 门', { form: 'atMark', mark: { value: '门' }, seconds: 0 }],
    ['0:12.500 - 0:15.000', { form: 'window', from: code(12.5), to: code(15) }],
    ['0:12.500-0:15.000', { form: 'window', from: code(12.5), to: code(15) }],
    ['0:12.5 – 0:15', { form: 'window', from: code(12.5), to: code(15) }],
    ['0:12.5 — 0:15', { form: 'window', from: code(12.5), to: code(15) }],
    ['0:12.5——0:15', { form: 'window', from: code(12.5), to: code(15) }],
    ['0:12.5 ~ 0:15', { form: 'window', from: code(12.5), to: code(15) }],
    ['０：１２．５　～　０：１５', { form: 'window', from: code(12.5), to: code(15) }],
    ['00:00:12,500 --> 00:00:15,000', { form: 'window', from: code(12.5), to: code(15) }],
    ['1:00:00:12 - 1:00:00:13', { form: 'window', from: code(3600, 12), to: code(3600, 13) }],
    ['12.5 - 15', { form: 'window', from: code(12.5), to: code(15) }],
  ])('[%s]', (when, expected) => {
    expect(time(when)).toMatchObject(expected);
  });

  it('says where its times stand', () => {
    expect(time('0:12.5 - 0:15')).toEqual({
      form: 'window',
      from: { ...code(12.5), start: 6, end: 12 },
      to: { ...code(15), start: 15, end: 19 },
      start: 6,
      end: 19,
    });
  });

  it('may stand in 【】', () => {
    expect(lineOf('cue', '老周【2.4秒】：你好')).toMatchObject({
      groups: [{ time: { form: 'exact' }, start: 2, end: 8 }],
      mistakes: [],
    });
  });
});

describe('mistakes in [ … ]', () => {
  itMarks([
    ['MIRA [<|soon enough 3|>]: x', 'voice/unreadable-time'],
    ['MIRA [<|1e999s|>]: x', 'voice/unreadable-time'],
    ['MIRA [<|2.4 min|>]: x', 'voice/time-form'],
    ['老周［<|两秒|>］：好', 'voice/time-form'],
    ['MIRA [<|x0.9|>]: x', 'voice/time-form'],
    ['MIRA <|[0.4 sad]|>: x', 'voice/words-in-square-brackets'],
    ['MIRA <|[sad 0.4]|>: x', 'voice/words-in-square-brackets'],
    ['MIRA <|[beat]|>: x', 'voice/pause-in-brackets'],
    ['MIRA [<|at 1:5|>]: x', 'voice/unreadable-time'],
    ['MIRA [<|2.4|>]: x', 'voice/missing-unit'],
    ['MIRA [<|max 3|>]: x', 'voice/missing-unit'],
    ['MIRA [<|0s|>]: x', 'voice/zero-length'],
    ['MIRA [<|max 0ms|>]: x', 'voice/zero-length'],
    ['MIRA [<|-2s|>]: x', 'voice/negative-length'],
    ['MIRA [<|-0.9x|>]: x', 'voice/negative-length'],
    [`MIRA [<|${'9'.repeat(400)}s|>]: x`, 'voice/too-long'],
    ['MIRA [<|90000s|>]: x', 'voice/too-long'],
    ['MIRA [<|0.49x|>]: x', 'voice/factor-range'],
    ['MIRA [<|201%|>]: x', 'voice/factor-range'],
    ['MIRA [<|0x|>]: x', 'voice/factor-range'],
    ['MIRA [<|0.7x|>]: x', 'voice/factor-unnatural'],
    ['MIRA [<|1.3倍|>]: x', 'voice/factor-unnatural'],
    ['MIRA [<|0 tokens|>]: x', 'voice/token-count'],
    ['MIRA [<|1.5 tokens|>]: x', 'voice/token-count'],
    ['MIRA [at <|-0:12|>]: x', 'voice/negative-start'],
    ['MIRA [<|-0:12|> - 0:15]: x', 'voice/negative-start'],
    ['MIRA [<|at -0.5s|>]: x', 'voice/negative-offset'],
    ['MIRA [<|0:12.5|>]: x', 'voice/time-without-at'],
    ['MIRA [<|+0.5s|>]: x', 'voice/time-without-at'],
    ['MIRA [<|at 2.4s|>]: x', 'voice/at-without-plus'],
    ['MIRA [<|at 0:12 - 0:15|>]: x', 'voice/at-before-length'],
    ['MIRA [<|at 0:12.5, 2.4s|>]: x', 'voice/several-times'],
    ['MIRA <|[sad]|>: x', 'voice/words-in-square-brackets'],
    ['MIRA <|[]|>: x', 'voice/empty-brackets'],
    ['MIRA [2.4s] <|[max 3s]|>: x', 'voice/second-length'],
    ['MIRA [at 0:12] [2.4s] <|[at door]|>: x', 'voice/second-start'],
    ['MIRA [0:12 - 0:15] <|[2.4s]|>: x', 'voice/second-length'],
    ['MIRA [0:12 - 0:15] <|[at door]|>: x', 'voice/second-start'],
    ['MIRA [at 0:12] <|[0:12 - 0:15]|>: x', 'voice/second-start'],
    ['MIRA [<|0:15 - 0:12|>]: x', 'voice/window-order'],
    ['MIRA [<|0:15 - 0:15|>]: x', 'voice/window-order'],
    ['MIRA [<|0:00:15:10 - 0:00:15:09|>]: x', 'voice/window-order'],
    ['MIRA [at <|0:75|>]: x', 'voice/time-code-range'],
    ['MIRA [at <|1:60:00|>]: x', 'voice/time-code-range'],
    ['MIRA [at <|100:00:00|>]: x', 'voice/time-code-range'],
    ['MIRA [at <|0:01:00;01|>]: x', 'voice/dropped-frame'],
    ['! rain.wav <|[2s]|>', 'voice/sound-length'],
    ['! rain.wav <|[0:01 - 0:02]|>', 'voice/sound-length'],
    ['! rain.wav [at 0:01] <|[at +1s]|>', 'voice/second-start'],
    ['! rain.wav [<|2.4|>]', 'voice/missing-unit'],
  ]);

  it('are mended', () => {
    expect(fixed('MIRA [2.4]: x')).toEqual(['MIRA [2.4s]: x', 'MIRA [at 2.4]: x']);
    expect(fixed('MIRA [0:12.5]: x')).toEqual(['MIRA [at 0:12.5]: x']);
    expect(fixed('MIRA [at 2.4s]: x')).toEqual(['MIRA [at +2.4s]: x', 'MIRA [at 2.4]: x']);
    expect(fixed('MIRA [at 0:12.5, 2.4s]: x')).toEqual(['MIRA [at 0:12.5] [2.4s]: x']);
    expect(fixed('MIRA [sad]: x')).toEqual(['MIRA (sad): x', 'MIRA [at sad]: x']);
    expect(fixed('MIRA [0:15 - 0:12]: x')).toEqual(['MIRA [0:12 - 0:15]: x']);
    expect(fixed('MIRA [2s] [3s]: x')).toEqual(['MIRA [2s] : x', 'MIRA  [3s]: x']);
    expect(fixed('MIRA [0:12 - 0:15] [2s]: x')).toEqual(['MIRA [0:12 - 0:15] : x']);
    expect(fixed('MIRA [door +1s]: x')).toEqual(['MIRA [at door +1s]: x']);
    expect(fixed('老周［两秒］：好')).toEqual(['老周［2s］：好']);
    expect(fixed('老周［九成］：好')).toEqual(['老周［90%］：好']);
    expect(fixed('老周［百分之九十］：好')).toEqual(['老周［90%］：好']);
    expect(fixed('MIRA [2,4s]: x')).toEqual(['MIRA [2.4s]: x']);
    expect(fixed('MIRA [0:12.5 to 0:15]: x')).toEqual(['MIRA [0:12.5 - 0:15]: x']);
    expect(fixed('MIRA [x0.9]: x')).toEqual(['MIRA [0.9x]: x']);
    expect(fixed('MIRA [0.4 sad]: x')).toEqual(['MIRA (sad 0.4): x']);
    expect(fixed('MIRA [sad 0.4]: x')).toEqual(['MIRA (sad 0.4): x']);
  });

  it('says nothing about times that only a frame rate can compare', () => {
    expectMistakes('MIRA [0:00:15:10 - 0:15.5]: x');
  });
});
