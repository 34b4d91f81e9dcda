import { describe, expect, test } from 'vitest';
import { message } from '../../foundation/message.ts';
import {
  allowedValues,
  readChoice,
  readNumberSetting,
  renderSettings,
  voiceSettings,
} from '../../foundation/settings.ts';

describe('numbers', () => {
  test.each([
    [renderSettings.gap, '250ms', 0.25],
    [renderSettings.gap, ' 1.5 s ', 1.5],
    [renderSettings.gap, '300毫秒', 0.3],
    [renderSettings.gap, '0s', 0],
    [renderSettings.gap, '60s', 60],
    [renderSettings.gap, '60.1s', undefined],
    [renderSettings.gap, '250', undefined],
    [renderSettings.gap, '-1s', undefined],
    [renderSettings.gap, '1e1s', undefined],
    [renderSettings.gap, 's', undefined],
    [renderSettings.gap, '', undefined],
    [renderSettings.loudness, '-16 LUFS', -16],
    [renderSettings.loudness, '\u221216', -16],
    [renderSettings.truePeak, '-1 dBTP', -1],
    [renderSettings.sampleRate, '48000', 48000],
    [renderSettings.sampleRate, '44.1 kHz', 44100],
    [renderSettings.sampleRate, '44100.5', undefined],
    [renderSettings.sampleRate, 'Infinity', undefined],
    [voiceSettings.seed, '4294967295', 4294967295],
    [voiceSettings.seed, '4294967296', undefined],
    [voiceSettings.take, '0', undefined],
    [voiceSettings.gain, '-3dB', -3],
  ])('%o %j', (setting, text, value) => {
    expect(readNumberSetting(setting, text)).toBe(value);
  });
});

test('choices', () => {
  expect(readChoice(renderSettings.channels, ' Mono ')).toBe('mono');
  expect(readChoice(renderSettings.bits, '24')).toBe('24');
  expect(readChoice(renderSettings.formats, 'ogg')).toBeUndefined();
});

test('every setting has a sentence in both languages, a default it takes itself, and says what it takes', () => {
  for (const setting of [...Object.values(renderSettings), ...Object.values(voiceSettings)]) {
    for (const locale of ['en', 'zh'] as const)
      expect(message(setting.sentence, {}, locale).text).not.toBe(setting.sentence);
    expect(allowedValues(setting)).not.toBe('');
    if (setting.type === 'number') {
      expect(setting.default).toBeGreaterThanOrEqual(setting.least);
      expect(setting.default).toBeLessThanOrEqual(setting.most);
    } else {
      for (const each of [setting.default].flat()) expect(setting.choices).toContain(each);
    }
  }
});
