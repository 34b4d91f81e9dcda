/**
 * Seconds as people read them: `0:07.3`, `12:07`, `1:02:07`; tenths only below a minute of `span`. Rounded as everywhere, so that
 * a length reads alike on a lens and here.
 */
export function clock(seconds: number, span = seconds): string {
  const tenths = Math.round(span * 10) < 600;
  const rounded = tenths ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  const hours = Math.floor(rounded / 3600);
  const minutes = Math.floor((rounded % 3600) / 60);
  const rest = tenths ? (rounded % 60).toFixed(1).padStart(4, '0') : String(rounded % 60).padStart(2, '0');
  const needed = span >= 3600 || hours > 0;
  return needed ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
