import { readChoice, renderSettings, type NumberSetting } from '../foundation/settings.ts';
import type { RenderSettings } from './screenplayTypes.ts';

/**
 * The user's settings of an editor (`Surroundings.userSettings`), by the names of `renderSettings`. What is missing, or is no
 * value that a script could give, is left out: the default counts, and the editor's own page of settings says what is wrong.
 * Defaults are left out, too: an editor that sends them has set nothing.
 *
 * @param given an object as JSON has it: numbers in s, LUFS, dB and Hz
 */
export function readUserSettings(given: unknown): Partial<RenderSettings> {
  if (typeof given !== 'object' || given === null) return {};
  const values = given as Readonly<Record<string, unknown>>;
  const number = ({ name, least, most, whole }: NumberSetting): number | undefined => {
    const value = values[name];
    const fits = typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value));
    return fits ? value : undefined;
  };
  const choice = (setting: (typeof renderSettings)['channels' | 'bits' | 'label']): string | undefined => {
    const value = values[setting.name];
    return typeof value === 'string' || typeof value === 'number' ? readChoice(setting, String(value)) : undefined;
  };
  const formats = values[renderSettings.formats.name];
  const known = Array.isArray(formats)
    ? renderSettings.formats.choices.filter((format) => formats.includes(format))
    : [];
  const bits = choice(renderSettings.bits);
  const found = {
    gap: number(renderSettings.gap),
    loudness: number(renderSettings.loudness),
    truePeak: number(renderSettings.truePeak),
    sampleRate: number(renderSettings.sampleRate),
    channels: choice(renderSettings.channels),
    bits: bits === undefined ? undefined : Number(bits),
    formats: known.length === 0 ? undefined : known,
    label: choice(renderSettings.label),
  };
  const isSet = ([name, value]: [string, string | number | readonly string[] | undefined]): boolean =>
    value !== undefined && String(value) !== String(renderSettings[name as keyof typeof renderSettings].default);
  return Object.fromEntries(Object.entries(found).filter(isSet));
}
