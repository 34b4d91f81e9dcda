import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressLine } from '../../cli/progressLine.ts';
import { Terminal } from '../../cli/terminal.ts';

const labels = new Map([['mira-1', 'MIRA: Did you hear that?']]);

function line(columns: number | undefined): { readonly line: ProgressLine; readonly last: () => string } {
  let written = '';
  const stream = {
    write: (text: string | Uint8Array) => ((written += text.toString()), true),
    isTTY: columns !== undefined,
    columns: columns ?? 0,
  };
  return {
    line: new ProgressLine(new Terminal(stream), 'en', labels),
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
