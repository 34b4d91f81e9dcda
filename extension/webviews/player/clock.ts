/** Seconds as people read them: `0:07.3`, `12:07`, `1:02:07`; tenths only below a minute of `span`. */
export function clock(seconds: number, span = seconds): string {
  const tenths = span < 60;
  const whole = tenths ? Math.floor(seconds * 10) / 10 : Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = tenths ? (whole % 60).toFixed(1).padStart(4, '0') : String(whole % 60).padStart(2, '0');
  const needed = span >= 3600 || hours > 0;
  return needed ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
