import stringWidth from 'string-width';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressLine } from '../../cli/progressLine.ts';
import { Terminal } from '../../cli/terminal.ts';

const labels = new Map([
  ['mira-1', 'MIRA: Did you hear that?'],
  ['zhou-1', '老周：银行已经关门了。'],
]);

function line(
  columns: number | undefined,
  locale: 'en' | 'zh' = 'en',
): { readonly line: ProgressLine; readonly last: () => string } {
  let written = '';
  const stream = {
    write: (text: string | Uint8Array) => ((written += text.toString()), true),
    isTTY: columns !== undefined,
    columns: columns ?? 0,
  };
  return {
    line: new ProgressLine(new Terminal(stream), locale, labels),
    last: () => written.split('\r').at(-1)?.replace('\u001b[K', '') ?? '',
  };
}

describe('ProgressLine', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    return () => vi.useRealTimers();
  });

  it('shows bar, share, times real time, time left and the cue', () => {
    const { line: progress, last } = line(100);
    progress.show({
      kind: 'progress',
      stage: 'speak',
      cue: 'mira-1',
      done: 6,
      total: 24,
      timesRealTime: 83.4,
      secondsLeft: 75,
    });
    expect(last()).toBe(`speaking ${'━'.repeat(24)}  25 %  83× real time  1:15 left  MIRA: Did you hear that?`);
  });

  it('never needs a second line', () => {
    const { line: progress, last } = line(50);
    progress.show({
      kind: 'progress',
      stage: 'speak',
      cue: 'mira-1',
      done: 6,
      total: 24,
      timesRealTime: 83.4,
      secondsLeft: 75,
    });
    expect(last().length).toBeLessThan(50);
    expect(last()).toMatch(/…$/);
  });

  it.each(['en', 'zh'] as const)('fits any terminal, wide characters counted (%s)', (locale) => {
    const stages = ['plan', 'speak', 'measure', 'mix', 'write'] as const;
    for (let columns = 2; columns <= 120; columns++) {
      for (const stage of stages) {
        for (const done of [0, 1, 24]) {
          const { line: progress, last } = line(columns, locale);
          progress.show({
            kind: 'progress',
            stage,
            cue: 'zhou-1',
            done,
            total: 24,
            timesRealTime: 83,
            secondsLeft: 75,
          });
          expect(stringWidth(last()), `${stage} ${done} in ${columns}`).toBeLessThan(columns);
        }
      }
    }
  });

  it('keeps the share where there is no room for the bar', () => {
    const { line: progress, last } = line(20);
    progress.show({ kind: 'progress', stage: 'speak', cue: 'mira-1', done: 6, total: 24, secondsLeft: 75 });
    expect(last()).toBe('speaking ━━━━  25 %');
    const narrow = line(15);
    narrow.line.show({ kind: 'progress', stage: 'speak', cue: 'mira-1', done: 6, total: 24 });
    expect(narrow.last()).toBe('speaking  25 %');
  });

  it('says that the voice starts until there is a first take, right after planning', () => {
    const { line: progress, last } = line(60);
    progress.show({ kind: 'progress', stage: 'plan', cue: 'mira-1', done: 24, total: 24 });
    expect(last()).toContain('planning');
    progress.show({ kind: 'progress', stage: 'speak', done: 0, total: 24 });
    expect(last()).toBe('starting the voice');
  });

  it('is drawn at most every 80 ms, but for the last step', () => {
    const { line: progress, last } = line(100);
    const show = (done: number): void => progress.show({ kind: 'progress', stage: 'mix', done, total: 100 });
    show(1);
    vi.advanceTimersByTime(10);
    show(2);
    expect(last()).toContain('  1 %');
    vi.advanceTimersByTime(80);
    show(3);
    expect(last()).toContain('  3 %');
    show(100);
    expect(last()).toContain('100 %');
  });

  it('says nothing where there is no terminal', () => {
    const { line: progress, last } = line(undefined);
    progress.show({ kind: 'progress', stage: 'mix', done: 1, total: 2 });
    progress.clear();
    expect(last()).toBe('');
  });
});
