import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSoundRecord, encodeSoundRecord } from '../../production/soundRecord.ts';
import { property } from '../runs.ts';

const floats = fc.float32Array({ maxLength: 300, noNaN: true, noDefaultInfinity: true });
const header = fc.jsonValue({ maxDepth: 3 });

describe('records of the take store', () => {
  it('come back as they were written, to the bit', () => {
    fc.assert(
      fc.property(header, floats, (content, samples) => {
        const record = decodeSoundRecord(encodeSoundRecord(content, samples).record);
        expect(record?.header).toEqual(JSON.parse(JSON.stringify(content)));
        expect(new Uint32Array(record?.samples.slice().buffer ?? new ArrayBuffer(0))).toEqual(
          new Uint32Array(samples.slice().buffer),
        );
      }),
      property(300, 100_000),
    );
  });

  it('are refused when a single byte is changed, cut off or added', () => {
    fc.assert(
      fc.property(floats, fc.nat(), fc.integer({ min: 1, max: 255 }), (samples, place, change) => {
        const { record, sha256 } = encodeSoundRecord({ words: ['a'] }, samples);
        expect(sha256).toBe(createHash('sha256').update(record).digest('hex'));
        expect(decodeSoundRecord(record)?.sha256).toBe(sha256);
        const damaged = Buffer.from(record);
        const at = place % record.length;
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(decodeSoundRecord(damaged)).toBeUndefined();
        expect(decodeSoundRecord(record.subarray(0, at))).toBeUndefined();
        expect(decodeSoundRecord(Buffer.concat([record, Buffer.of(change)]))).toBeUndefined();
      }),
      property(300, 100_000),
    );
  });

  it('are refused when they are nothing of the kind', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('RIFF'), Buffer.alloc(100), Buffer.from('TRSOUND1'.repeat(9))]) {
      expect(decodeSoundRecord(bytes)).toBeUndefined();
    }
  });
});
