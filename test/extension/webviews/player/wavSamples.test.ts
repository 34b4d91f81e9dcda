import { describe, expect, it } from 'vitest';
import { wavSamples } from '../../../../extension/webviews/player/wavSamples.ts';

describe('wavSamples', () => {
  it('is read from a WAV file of 16 bit, other chunks passed over', () => {
    const bytes = new ArrayBuffer(12 + 8 + 4 + 24 + 8 + 8);
    const view = new DataView(bytes);
    const letters = (at: number, text: string) =>
      [...Buffer.from(text)].forEach((byte, index) => view.setUint8(at + index, byte));
    letters(0, 'RIFF');
    letters(8, 'WAVE');
    letters(12, 'LIST');
    view.setUint32(16, 3, true);
    letters(24, 'fmt ');
    view.setUint32(28, 16, true);
    view.setUint16(34, 2, true);
    view.setUint16(46, 16, true);
    letters(48, 'data');
    view.setUint32(52, 8, true);
    view.setInt16(58, -5, true);
    expect(wavSamples(bytes)).toEqual({ samples: Int16Array.of(0, -5, 0, 0), channels: 2 });
    view.setUint16(46, 24, true);
    expect(wavSamples(bytes)).toBeNull();
    expect(wavSamples(new ArrayBuffer(3))).toBeNull();
  });
});
