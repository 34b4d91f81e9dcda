import { describe, expect, it } from 'vitest';
import { renderArguments } from '../../extension/renderArguments.ts';

describe('renderArguments', () => {
  it('writes beside the script where nothing else is said', () => {
    expect(renderArguments({ script: 'ep/one.voice' })).toEqual(['render', 'ep/one.voice', '--out', 'ep/out']);
    expect(renderArguments({ script: 'ep\\one.voice', arguments: ['--jobs', '2'] })).toEqual([
      'render',
      'ep\\one.voice',
      '--out',
      'ep/out',
      '--jobs',
      '2',
    ]);
    expect(renderArguments({ script: 'a.voice', out: 'o' })).toEqual(['render', 'a.voice', '--out', 'o']);
  });
});
