import { describe, expect, it } from 'vitest';
import { wavSamples } from '../../../../extension/webviews/player/wavSamples.ts';
import { withLeadIn } from '../../../../extension/webviews/player/withLeadIn.ts';

describe('withLeadIn', () => {
  it('gets silence before it, in whole frames', async () => {
    const bytes = new ArrayBuffer(48);
    const view = new DataView(bytes);
    const letters = (at: number, text: string) =>
      [...Buffer.from(text)].forEach((byte, index) => view.setUint8(at + index, byte));
    letters(0, 'RIFF');
    view.setUint32(4, 40, true);
    letters(8, 'WAVEfmt ');
    view.setUint32(16, 16, true);
    view.setUint16(22, 2, true);
    view.setUint32(24, 8000, true);
    view.setUint16(32, 4, true);
    view.setUint16(34, 16, true);
    letters(36, 'data');
    view.setUint32(40, 4, true);
    view.setInt16(44, 7, true);
    const led = await new Blob(withLeadIn(bytes, 0.01) ?? []).arrayBuffer();
    expect(new DataView(led).getUint32(4, true)).toBe(40 + 80 * 4);
    const { samples, channels } = wavSamples(led) ?? { samples: new Int16Array(), channels: 0 };
    expect(channels).toBe(2);
    expect([...samples]).toEqual([...new Array<number>(160).fill(0), 7, 0]);
    expect(withLeadIn(new ArrayBuffer(60), 1)).toBeNull();
  });
});
