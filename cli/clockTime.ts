/**
 * Seconds as a clock shows them: `1:58.420`, `1:02:03`. Rounded, so that no 59.9996 becomes 0:60.000.
 *
 * @param digits of the fraction
 */
export function clockTime(seconds: number, digits: 0 | 3): string {
  const unit = 10 ** digits;
  const units = Math.round(Math.abs(seconds) * unit);
  const whole = Math.floor(units / unit);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const rest = String(whole % 60).padStart(2, '0');
  const fraction = digits === 0 ? '' : `.${String(units % unit).padStart(digits, '0')}`;
  const sign = seconds < 0 && units > 0 ? '-' : '';
  return hours > 0
    ? `${sign}${hours}:${String(minutes).padStart(2, '0')}:${rest}${fraction}`
    : `${sign}${minutes}:${rest}${fraction}`;
}
