import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writtenPath } from '../../extension/writtenPath.ts';

describe('writtenPath', () => {
  it('is relative, with slashes', () => {
    expect(writtenPath(join('/a', 'b'), join('/a', 'b', 'voices', 'x.wav'))).toBe('voices/x.wav');
    expect(writtenPath(join('/a', 'b'), join('/a', 'c.wav'))).toBe('../c.wav');
  });
});
