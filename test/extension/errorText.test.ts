import { describe, expect, it } from 'vitest';
import { errorText } from '../../extension/errorText.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';

describe('errorText', () => {
  it('says what happened and what to do', () => {
    const error = new TablereadError('production/nothing-to-render');
    expect(errorText(error, 'en')).toMatch(/^There is nothing to render.*Write a cue/);
    expect(errorText(error, 'zh')).toMatch(/\p{Script=Han}/u);
  });

  it('says nothing of what was cancelled, and owns up to the rest', () => {
    expect(errorText(new DOMException('stopped', 'AbortError'), 'en')).toBeUndefined();
    expect(errorText(new TypeError('x is undefined'), 'en')).toContain('x is undefined');
    expect(errorText('odd', 'en')).toContain('odd');
  });
});
