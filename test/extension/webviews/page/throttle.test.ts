import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Throttle } from '../../../../extension/webviews/page/throttle.ts';

describe('Throttle', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets the first through at once, then the last of each interval', () => {
    const heard: number[] = [];
    const throttle = new Throttle<number>(100, (value) => heard.push(value));
    for (const value of [1, 2, 3]) throttle.send(value);
    expect(heard).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(heard).toEqual([1, 3]);
    throttle.send(4);
    vi.advanceTimersByTime(99);
    expect(heard).toEqual([1, 3]);
    vi.advanceTimersByTime(1000);
    throttle.send(5);
    expect(heard).toEqual([1, 3, 4, 5]);
  });

  it('forgets what waits, and begins anew', () => {
    const heard: number[] = [];
    const throttle = new Throttle<number>(100, (value) => heard.push(value));
    throttle.send(1);
    throttle.send(2);
    throttle.drop();
    vi.advanceTimersByTime(200);
    expect(heard).toEqual([1]);
    throttle.send(3);
    throttle.send(4);
    throttle.reset();
    throttle.send(5);
    vi.advanceTimersByTime(200);
    expect(heard).toEqual([1, 3, 5]);
  });
});
