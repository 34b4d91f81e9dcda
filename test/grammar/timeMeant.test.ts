import { expect, it } from 'vitest';
import { durationMeant, timeMeant } from '../../grammar/timeMeant.ts';
import { readTime } from '../../grammar/values.ts';

it.each([
  ['两秒', '2s'],
  ['两秒半', '2.5s'],
  ['半秒', '500ms'],
  ['十二秒', '12s'],
  ['一百二十毫秒', '120ms'],
  ['三点五秒', '3.5s'],
  ['一分钟', '60s'],
  ['一分三十秒', '90s'],
  ['2秒钟', '2s'],
  ['2 sec', '2s'],
  ['2.5 seconds', '2.5s'],
  ['two seconds', '2s'],
  ['half a second', '500ms'],
  ['2,4s', '2.4s'],
  ['300 msec', '300ms'],
  ['2.4 min', '144s'],
  ['1m30s', '90s'],
  ['1\'30"', '90s'],
  ['-2 sec', '-2s'],
])('%s is the duration %s', (text, meant) => {
  expect(durationMeant(text)).toBe(meant);
});

it.each([
  ['九成', '90%'],
  ['九成五', '95%'],
  ['八折', '80%'],
  ['百分之九十', '90%'],
  ['百分之九十五', '95%'],
  ['x0.9', '0.9x'],
  ['×0,9', '0.9x'],
  ['0.9 times', '0.9x'],
  ['90 percent', '90%'],
  ['2,4s', '2.4s'],
  ['about 2s', '2s'],
  ['约2秒', '2s'],
  ['<3s', 'max 3s'],
  ['up to 3 sec', 'max 3s'],
  ['3秒以内', 'max 3s'],
  ['最长三秒', 'max 3s'],
  ['0:12.5 to 0:15', '0:12.5 - 0:15'],
  ['0:12,5 -> 0:15,0', '0:12.5 - 0:15.0'],
  ['0:12.5至0:15', '0:12.5 - 0:15'],
  ['从0:12到0:15', '0:12 - 0:15'],
  ['from 0:12', 'at 0:12'],
  ['@ 0:12', 'at 0:12'],
  ['at 0:12,5', 'at 0:12.5'],
  ['从0:12', 'at 0:12'],
  ['at 1m30s', 'at 90'],
  ['第30秒', 'at 30'],
  ['at +1', 'at +1s'],
  ['晚0.5秒', 'at +500ms'],
  ['1s later', 'at +1s'],
  ['同时', 'at +0s'],
  ['1:00 - 1:02.5s', '1:00 - 1:02.5'],
  ['0.8倍速', '1.25x'],
  ['speed 1.25', '0.8x'],
])('[%s] is [%s]', (text, meant) => {
  expect(timeMeant(text)).toBe(meant);
  expect(readTime(meant).value).toBeDefined();
});

it.each(['', 'soon', 'a while', 'two', '两', '秒', 'x', '%', '1e999s', '2 apples', 'max', '99999 hours', '半成半'])(
  '%j is nothing that can be told',
  (text) => {
    expect(timeMeant(text)).toBeUndefined();
    expect(durationMeant(text)).toBeUndefined();
  },
);
