import { describe, expect, it } from 'vitest';
import { renderSettings } from '../../foundation/settings.ts';
import { readUserSettings } from '../../screenplay/userSettings.ts';
import { meaning } from './markedScript.ts';

describe('the user’s settings', () => {
  const given = {
    gap: 0.5,
    loudness: -23,
    truePeak: -2,
    sampleRate: 44_100,
    channels: 'mono',
    bits: 16,
    formats: ['flac', 'wav'],
    label: 'spoken',
  };

  it('are read by the names of the settings of scripts', () => {
    expect(Object.keys(given)).toEqual(Object.keys(renderSettings));
    expect(readUserSettings(given)).toEqual({ ...given, formats: ['wav', 'flac'] });
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'wav'],
    ['values out of range', { gap: -1, loudness: 0, truePeak: 3, sampleRate: 44_100.5, bits: 20 }],
    ['values of another type', { gap: '1', loudness: null, channels: ['mono'], formats: 'wav', label: true }],
    ['nothing to write', { formats: [] }],
    ['what is the default anyway', { gap: 0.25, bits: 24, formats: ['wav'], label: 'metadata' }],
    ['what nobody knows', { formats: ['ogg'], volume: 11 }],
  ])('count as not set: %s', (_, wrong) => {
    expect(readUserSettings(wrong)).toEqual({});
  });

  it('stand below what the script says', () => {
    const { render } = meaning('---\nrender: { loudness: -18, formats: [mp3] }\n---\n: Hello', {
      userSettings: readUserSettings(given),
    });
    expect(render).toEqual({ ...given, loudness: -18, formats: ['mp3'] });
  });
});
