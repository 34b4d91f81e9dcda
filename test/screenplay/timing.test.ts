import { describe, expect, test } from 'vitest';
import { message } from '../../foundation/message.ts';
import { cueAt, expectProblems, fixed, marked, meaning } from './markedScript.ts';

/** Ten syllables: 0.1 + 10 × 0.2 = 2.1 s with the draft engine of the tests. */
const words = 'One two three four five six eight nine ten two';

const errors = (text: string) =>
  meaning(text)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

describe('lengths', () => {
  test.each([
    ['', { kind: 'natural' }, 2.1],
    ['[2.4s]', { kind: 'exact', seconds: 2.4 }, 2.4],
    ['[2400ms]', { kind: 'exact', seconds: 2.4 }, 2.4],
    ['[2.4秒]', { kind: 'exact', seconds: 2.4 }, 2.4],
    ['[0.9x]', { kind: 'factor', factor: 0.9 }, 1.89],
    ['[90%]', { kind: 'factor', factor: 0.9 }, 1.89],
    ['[0.9倍]', { kind: 'factor', factor: 0.9 }, 1.89],
    ['[120 tokens]', { kind: 'tokens', tokens: 120 }, 2.4],
    ['[max 3s]', { kind: 'most', seconds: 3 }, 2.1],
    ['[max 2s]', { kind: 'most', seconds: 2 }, 2],
    ['【最多2秒】', { kind: 'most', seconds: 2 }, 2],
    ['[0:12 - 0:14]', { kind: 'window', end: 14 }, 2],
    ['[00:00:12,500 --> 00:00:15,000]', { kind: 'window', end: 15 }, 2.5],
    ['[0:12.5 – 0:14.5]', { kind: 'window', end: 14.5 }, 2],
    ['[0:12.5 ~ 0:14.5]', { kind: 'window', end: 14.5 }, 2],
  ])('%s', (when, length, seconds) => {
    const script = meaning(`MIRA ${when}: ${words}`);
    expect(script.problems.map(({ code }) => code)).toEqual(['voice/unknown-speaker']);
    expect(cueAt(script).length).toEqual(length);
    expect(cueAt(script).estimate).toEqual({ seconds, measured: false });
  });

  test('a start and a length', () => {
    expect(cueAt(meaning(`[at 0:12.5] [2.4s]: ${words}`))).toMatchObject({
      start: { kind: 'time', seconds: 12.5 },
      length: { kind: 'exact', seconds: 2.4 },
    });
  });

  test('two starts or two lengths are an error', () => {
    expect(errors(`[2s] [3s]: ${words}`)).toEqual(['voice/second-length']);
    expect(errors(`[at 1] [at 2]: ${words}`)).toEqual(['voice/second-start']);
    expect(errors(`[0:01 - 0:03] [2s]: ${words}`)).toHaveLength(1);
  });

  test('that the words cannot fill: a warning that says what would fit', () => {
    const short = expectProblems(`<|[1.2s]|>: ${words}`, ['voice/length-too-short']);
    expect(message('voice/length-too-short', short.script.problems[0]?.values).text).toContain('1.6–2.6 s');
    expect(fixed(short, 'voice/length-too-short')).toBe(`[1.6s]: ${words}`);
    expect(cueAt(short.script).sound).toBe(true);
    const long = expectProblems(`<|[4s]|>: ${words}`, ['voice/length-too-long']);
    expect(fixed(long, 'voice/length-too-long')).toBe(`[2.6s]: ${words}`);
    expectProblems(`<|[0:10 - 0:14]|>: ${words}`, ['voice/length-too-long']);
    expectProblems(`<|[200 tokens]|>: ${words}`, ['voice/length-too-long']);
    expectProblems(`<|[max 1s]|>: ${words}`, ['voice/length-too-short']);
    expect(meaning(`[max 9s]: ${words}`).problems).toEqual([]);
  });

  test('that no line can have are one mistake', () => {
    for (const [time, code] of [
      ['<|0s|>', 'voice/zero-length'],
      ['<|100000s|>', 'voice/too-long'],
      ['<|0.1x|>', 'voice/factor-range'],
    ] as const) {
      const { script } = expectProblems(`[${time}]: ${words}`, [code]);
      expect(cueAt(script)).toMatchObject({ length: { kind: 'natural' }, sound: false });
    }
    expectProblems(`[2s] <|[9s]|>: ${words}`, ['voice/second-length']);
    expectProblems(`~ 1s\n[at <|-0:12|>]: ${words}`, ['voice/negative-start']);
  });

  test('of a few milliseconds are told as such', () => {
    const { script } = expectProblems(`<|[33.333ms]|>: ${words}`, ['voice/length-too-short']);
    expect(script.problems[0]?.values).toMatchObject({ asked: 0.033 });
  });

  test('pauses inside are part of the length, and are not stretched', () => {
    expect(meaning(`[4.1s]: One two three four five {pause 2s} six eight nine ten two`).problems).toEqual([]);
    expectProblems('<|[3s]|>: One two three four five {pause 2s} six eight nine ten two', ['voice/length-too-short']);
  });

  test('tokens count as the engine has them', () => {
    const clone = '---\nengine: cloner\ncast: { NARRATOR: { voice: a.wav, consent: I do } }\n---\n';
    expect(cueAt(meaning(`${clone}[110 tokens]: ${words}`)).estimate.seconds).toBe(2.2);
  });
});

describe('starts', () => {
  test.each([
    ['', { kind: 'turn', silence: 0.25, isGap: true }],
    ['[at 0:12.5]', { kind: 'time', seconds: 12.5 }],
    ['[at 1:00:00]', { kind: 'time', seconds: 3600 }],
    ['[at 12]', { kind: 'time', seconds: 12 }],
    ['[at +0.5s]', { kind: 'offset', seconds: 0.5 }],
    ['[at +0s]', { kind: 'offset', seconds: 0 }],
    ['[at door]', { kind: 'mark', mark: 'door', seconds: 0 }],
    ['[at door +0.2s]', { kind: 'mark', mark: 'door', seconds: 0.2 }],
    ['[0:12 - 0:14]', { kind: 'time', seconds: 12 }],
  ])('%s', (when, start) => {
    expect(cueAt(meaning(`: It is {mark door}here\nMIRA ${when}: ${words}`), 1).start).toEqual(start);
  });

  test('frames', () => {
    const at = (fps: string, code: string) => cueAt(meaning(`---\nfps: ${fps}\n---\n[at ${code}]: ${words}`)).start;
    expect(at('25', '0:00:10:05')).toEqual({ kind: 'time', seconds: 10.2 });
    expect(at('29.97', '1:00:00:00')).toEqual({ kind: 'time', seconds: 3603.6 });
    expect(at('29.97', '1:00:00;00')).toEqual({ kind: 'time', seconds: 3599.9964 });
    expectProblems(`[at <|0:00:10:05|>]: ${words}`, ['voice/frames-without-fps']);
    expectProblems(`---\nfps: 25\n---\n[at <|0:00:10:25|>]: ${words}`, ['voice/no-such-frame']);
    expectProblems(`---\nfps: 25\n---\n[at <|0:00:10;05|>]: ${words}`, ['voice/drop-frame-rate']);
    expectProblems(`---\nfps: 29.97\n---\n[at <|0:01:00;00|>]: ${words}`, ['voice/dropped-frame']);
    expectProblems(`---\nfps: 59.94\n---\n[at <|0:01:00;03|>]: ${words}`, ['voice/dropped-frame']);
  });

  test('frames without a rate: the fix adds one', () => {
    const fix = (source: string) => fixed(marked(source), 'voice/frames-without-fps', 'fix/add-fps');
    expect(fix('[at 0:00:10:05]: a')).toBe('---\nfps: 25\n---\n[at 0:00:10:05]: a');
    expect(fix('---\ntitle: A\n---\n: b\n[at 0:00:10:27]: a')).toBe(
      '---\ntitle: A\nfps: 30\n---\n: b\n[at 0:00:10:27]: a',
    );
    expect(fix('---\n---\n@offset 1:00:00;02\n: a')).toBe('---\nfps: 29.97\n---\n@offset 1:00:00;02\n: a');
    const { script } = marked('---\nfps:\n---\n[at 0:00:10:05]: a');
    expect(script.problems[0]?.fixes).toEqual([]);
  });

  test('frames without a rate are one mistake, wherever they stand', () => {
    const source = `[<|0:00:10:05|> - 0:00:12:09]: ${words}\n@offset 0:00:00:01\n[at 0:00:20:27]: ${words}`;
    const result = expectProblems(source, ['voice/frames-without-fps']);
    const [problem] = result.script.problems;
    expect(problem?.values).toEqual({ count: 4 });
    expect(problem?.related?.map(({ line, start, end }) => line.text.slice(start, end))).toEqual([
      '0:00:12:09',
      '0:00:00:01',
      '0:00:20:27',
    ]);
    // A rate at which all of them exist.
    expect(problem?.fixes.map(({ values }) => values['fps'])).toEqual([30]);
    expect(result.script.cues.map(({ sound }) => sound)).toEqual([false, false]);
    expect(meaning(fixed(result, 'voice/frames-without-fps')).problems).toEqual([]);
  });

  test('frames beside a rate that cannot be read are no mistake', () => {
    expectProblems(`---\nfps: <|often|>\n---\n[at 0:00:10:05]: ${words}`, ['voice/setting-range']);
  });

  test('windows that end before they begin', () => {
    expectProblems(`[<|0:14 - 0:12|>]: ${words}`, ['voice/window-order']);
    expectProblems(`---\nfps: 25\n---\n[<|0:00:12:20 - 0:00:12.5|>]: ${words}`, ['voice/window-order']);
  });

  test('@offset is added to time codes only', () => {
    const script = meaning(`@offset -1:00:00\n[at 1:00:10]: a\n[at +0.5s]: b\n@offset 10\n[at 1:00]: c`);
    expect(script.cues.map(({ start }) => start)).toEqual([
      { kind: 'time', seconds: 10 },
      { kind: 'offset', seconds: 0.5 },
      { kind: 'time', seconds: 70 },
    ]);
    const { script: early } = expectProblems(`@offset -1:00:00\n[at <|0:59:59|>]: a`, ['voice/start-before-zero']);
    expect(cueAt(early).sound).toBe(false);
  });

  test('from the cue above, when there is one', () => {
    expectProblems('! a.wav\n<|[at +1s]|>: a', ['voice/no-cue-above']);
    expectProblems('! a.wav <|[at +1s]|>', ['voice/no-cue-above']);
  });
});

describe('marks', () => {
  test('are set above', () => {
    expectProblems('[at <|dor|>]: a\n: b', ['voice/no-such-mark']);
    expectProblems('[at <|door|>]: a\n: b {mark door} c', ['voice/mark-below']);
    expectProblems('[at <|door|>]: a {mark door} b', ['voice/mark-below']);
    const result = expectProblems(': b {mark door} c\n! a.wav [at <|Door|>]', ['voice/no-such-mark']);
    expect(fixed(result, 'voice/no-such-mark')).toBe(': b {mark door} c\n! a.wav [at door]');
    expect(result.script.entries[1]?.sound).toBe(false);
  });

  test('have names of their own', () => {
    const { script } = expectProblems(': a {mark door} b\n  c {mark <|door|>} d', ['voice/mark-twice']);
    expect(script.problems[0]?.related).toMatchObject([{ title: 'related/mark', start: 10, end: 14 }]);
    expect(cueAt(script).sound).toBe(false);
  });
});

describe('pauses', () => {
  const starts = (text: string) => meaning(text).entries.map(({ start }) => start);
  const turn = (silence: number, isGap = false) => ({ kind: 'turn', silence, isGap });

  test('take the place of the gap, add up, and may be negative', () => {
    expect(starts(': a\n~ 1.2s\n: b\n~ 300ms\n> action\n\n~ -0.1s\n: c\n~ -300ms\n: d\n: e')).toEqual([
      turn(0.25, true),
      turn(1.2),
      turn(0.2),
      turn(-0.3),
      turn(0.25, true),
    ]);
  });

  test('before a sound that takes its turn, and past one that does not', () => {
    expect(starts('~ 1s\n! a.wav\n: b')).toEqual([turn(1), turn(0.25, true)]);
    expect(starts(': a\n~ 1s\n! a.wav [at 0:02]\n: b').slice(1)).toEqual([{ kind: 'time', seconds: 2 }, turn(1)]);
    expect(starts('~ 1s\n! a.wav (under)\n: b')).toEqual([turn(0, true), turn(1)]);
  });

  test('that reach back before the start of the script are told', () => {
    const far = expectProblems(`: ${words}\n\n~ <|-30s|>\n> action\n: ${words}`, ['voice/before-start']);
    expect(far.script.problems[0]?.values).toEqual({ seconds: 27.9 });
    expectProblems(`~ <|-300ms|>\n: ${words}`, ['voice/before-start']);
    expectProblems(`~ 200ms\n~ <|-300ms|>\n! a.wav (under)\n! b.wav`, ['voice/before-start']);
    expectProblems(`: ${words} {mark door}\n<|[at door -9s]|>: ${words}`, ['voice/before-start']);
    expect(meaning(`---\ncast: { MIRA: {} }\n---\n: ${words}\n~ -2s\nMIRA: ${words}`).problems).toEqual([]);
  });

  test('do nothing before a line with a time of its own', () => {
    expectProblems(`~ 1s\n<|[at 0:10]|>: ${words}`, ['voice/pause-idle']);
  });
});

describe('the predicted timeline', () => {
  const round = (values: Float64Array) => Array.from(values, (value) => Math.round(value * 1000) / 1000);

  test('is that of production', () => {
    const script = meaning(`: ${words}\n~ 1s\n: ${words}\n[at +0.5s]: ${words}\n: ${words}`);
    expect(round(script.timeline.starts)).toEqual([0, 3.1, 3.6, 5.95]);
    expect(round(script.timeline.ends)).toEqual([2.1, 5.2, 5.7, 8.05]);
  });

  test('takes measured lengths where they are known', () => {
    const first = meaning(`: ${words}\n: ${words} again`);
    const measured = new Map([[cueAt(first).digest, 3]]);
    const script = meaning(`: ${words}\n: ${words} again`, { measured });
    expect(script.cues.map(({ estimate }) => estimate.measured)).toEqual([true, false]);
    expect(round(script.timeline.starts)).toEqual([0, 3.25]);
  });

  test('sounds are waited for when they take their turn', () => {
    const wav = { format: 'wav' as const, sampleRate: 48000, channels: 1, frames: 96000, seconds: 2 };
    const recordings = new Map([['a.wav', wav]]);
    const script = meaning(`! a.wav\n: ${words}\n! a.wav [at 0:00]\n: ${words}\n! a.wav (under)\n: ${words}`, {
      recordings,
    });
    expect(round(script.timeline.starts)).toEqual([0, 2.25, 0, 4.6, 6.7, 6.95]);
  });

  test('lines that nobody speaks change nothing', () => {
    const spoken = meaning(`~ 1s\n: ${words}\n~ 1s\n[at +0.5s]: ${words}\n: ${words}`);
    const script = meaning(
      `SFX: ${words}\n~ 1s\nSFX: a door\n: ${words}\n~ 1s\nSFX [3s]: a bell\n[at +0.5s]: ${words}\nMUSIC: jazz\n: ${words}`,
    );
    const heard = script.cues.flatMap(({ speech }, index) => (speech ? [script.timeline.starts[index] ?? 0] : []));
    expect(heard).toEqual([...spoken.timeline.starts]);
    expect(Array.from(script.timeline.ends).at(-1)).toBe(spoken.timeline.ends.at(-1));
    expectProblems(`<|SFX|>: a door\n<|[at +1s]|>: ${words}`, ['voice/sound-as-speaker', 'voice/no-cue-above']);
  });
});

describe('overlaps', () => {
  test('of one speaker are a warning', () => {
    const cast = '---\ncast: { MIRA: {}, BOB: {} }\n---\n';
    const result = expectProblems(`${cast}MIRA: ${words}\n~ -1s\n<|MIRA|>: ${words}`, ['voice/overlap']);
    expect(result.script.problems.at(-1)?.related).toMatchObject([{ title: 'related/overlapped', start: 0, end: 4 }]);
    expectProblems(`${cast}MIRA [0:00 - 0:02]: ${words}\nMIRA <|[0:01 - 0:03]|>: ${words}`, ['voice/overlap']);
    expectProblems(`${cast}MIRA: ${words}\nBOB [at +0s]: ${words}\nMIRA <|[at +1s]|>: ${words}`, ['voice/overlap']);
  });

  test('are found whatever order the lines start in', () => {
    const cast = '---\ncast: { MIRA: {} }\n---\n';
    const lines = (...times: readonly string[]) => cast + times.map((time) => `MIRA ${time}: ${words}\n`).join('');
    const result = expectProblems(lines('[0:00 - 0:02]', '[0:10 - 0:12]', '<|[0:01 - 0:03]|>'), ['voice/overlap']);
    expect(result.script.problems.at(-1)?.related?.[0]?.line.text).toContain('[0:00 - 0:02]');
    expect(result.script.problems.at(-1)?.values).toEqual({ name: 'MIRA', seconds: 1 });
    expectProblems(lines('[0:20 - 0:22]', '[0:10 - 0:12]', '[0:04 - 0:06]', '<|[0:11 - 0:13]|>'), ['voice/overlap']);
    expect(meaning(lines('[0:10 - 0:12]', '[0:08 - 0:10]', '[0:12 - 0:14]', '[0:04 - 0:06]')).problems).toEqual([]);
  });

  test('of lines that are not heard, or whose place is not known, are none', () => {
    const cast = '---\ncast: { MIRA: {} }\n---\n';
    expectProblems(`${cast}MIRA [0:00 - 0:02]: ${words}\nMIRA [0:01 - 0:03]: {<|name|>} ${words}`, [
      'voice/unknown-inline',
    ]);
    expectProblems(`${cast}MIRA: ${words}\nMIRA [at <|nowhere|>]: ${words}`, ['voice/no-such-mark']);
  });

  test('of two speakers, and windows that touch, are fine', () => {
    const cast = '---\ncast: { MIRA: {}, BOB: {} }\n---\n';
    expect(meaning(`${cast}MIRA: ${words}\n~ -1s\nBOB: ${words}`).problems).toEqual([]);
    expect(meaning(`${cast}MIRA [0:00 - 0:02]: ${words}\nMIRA [0:02 - 0:04]: ${words}\nBOB: a`).problems).toEqual([]);
  });
});

describe('sounds', () => {
  test('path, start, gain', () => {
    const [sound] = meaning('! "a (1).wav" [at 0:02] (gain -6dB)').entries;
    expect(sound).toMatchObject({
      kind: 'sound',
      path: 'a (1).wav',
      start: { kind: 'time', seconds: 2 },
      gain: -6,
      under: false,
    });
  });

  test('under', () => {
    const script = meaning('! rain.wav (under) (gain -20dB)\n: a');
    expect(script.entries[0]).toMatchObject({ under: true, gain: -20, sound: true });
    expect(script.references).toMatchObject([{ kind: 'sound', path: 'rain.wav' }]);
  });

  test('a file that is not there', () => {
    const { script } = expectProblems('! <|rain.wav|>', ['voice/recording-missing'], {
      recordings: new Map([['rain.wav', null]]),
    });
    expect(script.entries[0]?.sound).toBe(false);
  });
});
