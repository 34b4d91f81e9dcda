import { message, type Locale } from '../foundation/message.ts';

/** Seconds for people: `2.4 s` below a minute, else `1:58` or `1:02:03`. */
export function clockTime(seconds: number, locale: Locale): string {
  if (seconds < 59.95) return message('editor/seconds', { seconds: seconds.toFixed(1) }, locale).text;
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = String(Math.floor(whole / 60) % 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${minutes.padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
