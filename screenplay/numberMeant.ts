import { readNumberSetting, type NumberSetting } from '../foundation/settings.ts';

/** Below this many, a number without a unit is seconds, else milliseconds. */
const leastMilliseconds = 20;

/**
 * A value of a setting as it is to be written, where it has no unit, one that it does not take, or a comma before the
 * fraction: `300ms` for 300, `25` for `25fps`, `23.976` for `23,976`. Undefined: none can be told.
 */
export function numberMeant(setting: NumberSetting, written: string): string | undefined {
  const figure = /^\s*([-+]?\d+(?:[.,]\d+)?)\s*[\p{L}%]*\s*$/u.exec(written)?.[1]?.replace(',', '.');
  if (figure === undefined) return undefined;
  const unit = setting.units.has('') ? '' : Number(figure) < leastMilliseconds ? 's' : 'ms';
  const meant = figure + unit;
  return meant !== written.trim() && readNumberSetting(setting, meant) !== undefined ? meant : undefined;
}
