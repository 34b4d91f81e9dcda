import { TablereadError } from '../foundation/tablereadError.ts';
import { allowedValues, renderSettings, type NumberSetting, type Setting } from '../foundation/settings.ts';
import type { RenderSettings } from '../screenplay/screenplayTypes.ts';
import { deliverables, type Deliverable, type ProductionOptions } from './productionTypes.ts';

/** How a script is rendered, all decided: command before script before default. */
export interface ProductionSettings extends Omit<RenderSettings, 'gap'> {
  readonly deliver: readonly Deliverable[];
}

/** @throws TablereadError `production/option-range` for a value that an option does not take */
export function productionSettings(script: RenderSettings, options: ProductionOptions): ProductionSettings {
  const settings: ProductionSettings = {
    loudness: options.loudness ?? script.loudness,
    truePeak: options.truePeak ?? script.truePeak,
    sampleRate: options.sampleRate ?? script.sampleRate,
    channels: options.channels ?? script.channels,
    bits: options.bits ?? script.bits,
    formats: options.formats ?? script.formats,
    label: options.label ?? script.label,
    deliver: options.deliver ?? ['whole', 'cues'],
  };
  checkNumber(renderSettings.loudness, settings.loudness);
  checkNumber(renderSettings.truePeak, settings.truePeak);
  checkNumber(renderSettings.sampleRate, settings.sampleRate);
  checkChoices(renderSettings.channels, [settings.channels]);
  checkChoices(renderSettings.bits, [String(settings.bits)]);
  checkChoices(renderSettings.formats, settings.formats);
  checkChoices(renderSettings.label, [settings.label]);
  for (const value of settings.deliver) {
    if (!deliverables.includes(value)) refuse('deliver', value, deliverables.join(', '));
  }
  return settings;
}

function checkNumber(setting: NumberSetting, value: number): void {
  const fits = value >= setting.least && value <= setting.most && (!setting.whole || Number.isInteger(value));
  if (!fits) refuse(setting.name, value, allowedValues(setting));
}

function checkChoices(setting: Exclude<Setting, NumberSetting>, values: readonly string[]): void {
  for (const value of values) if (!setting.choices.includes(value)) refuse(setting.name, value, allowedValues(setting));
}

function refuse(option: string, value: string | number, allowed: string): never {
  throw new TablereadError('production/option-range', { option, value, allowed });
}
