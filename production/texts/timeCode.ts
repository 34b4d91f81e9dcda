/** A time as subtitles write it, to the millisecond: `00:00:12,500`. */
export function timeCode(seconds: number, decimalMark: ',' | '.'): string {
  const milliseconds = Math.round(seconds * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const whole = `${two(milliseconds / 3600_000)}:${two((milliseconds / 60_000) % 60)}:${two((milliseconds / 1000) % 60)}`;
  return `${whole}${decimalMark}${String(milliseconds % 1000).padStart(3, '0')}`;
}
