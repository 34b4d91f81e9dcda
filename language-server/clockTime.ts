import type { Locale } from '../foundation/message.ts';

/** Seconds as a clock shows them, for people: `3.2 s` (`3.2 秒`) below a minute, else `1:58` or `1:02:03`. */
export function clockTime(seconds: number, locale: Locale): string {
  const tenths = Math.round(Math.abs(seconds) * 10) * Math.sign(seconds);
  if (Math.abs(tenths) < 600) return `${(tenths / 10).toFixed(1)} ${locale === 'zh' ? '秒' : 's'}`;
  const whole = Math.round(Math.abs(seconds));
  const minutes = String(Math.floor(whole / 60) % 60);
  const rest = String(whole % 60).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const sign = seconds < 0 ? '-' : '';
  return hours > 0 ? `${sign}${hours}:${minutes.padStart(2, '0')}:${rest}` : `${sign}${minutes}:${rest}`;
}

/** A place on the timeline: `0:03.2`, `1:02:03.0`. */
export function timelineTime(seconds: number): string {
  const tenths = Math.round(Math.abs(seconds) * 10);
  const rest = (tenths % 600) / 10;
  const minutes = Math.floor(tenths / 600) % 60;
  const hours = Math.floor(tenths / 36_000);
  const sign = seconds < 0 && tenths > 0 ? '-' : '';
  const tail = rest.toFixed(1).padStart(4, '0');
  return hours > 0 ? `${sign}${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${sign}${minutes}:${tail}`;
}

/** A time code as scripts write it, to the millisecond: `0:03.250`, `1:02:03.000`. Before zero counts as zero. */
export function timelineCode(seconds: number): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1000));
  const rest = ((milliseconds % 60_000) / 1000).toFixed(3).padStart(6, '0');
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const hours = Math.floor(milliseconds / 3_600_000);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
