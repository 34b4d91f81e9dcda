import { describe, expect, it } from 'vitest';
import { pageStrings } from '../../../../extension/webviews/page/pageStrings.ts';
import { sayer } from '../../../../extension/webviews/page/say.ts';
import { keyLines } from '../../../../extension/webviews/player/keyCommands.ts';

describe('pageStrings', () => {
  it('is given the sentences of its own, in each language', () => {
    const english = pageStrings('player', 'en');
    const chinese = pageStrings('player', 'zh');
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
    expect(Object.keys(english).every((code) => code.startsWith('player/'))).toBe(true);
    for (const { command } of keyLines) expect(english).toHaveProperty([`player/key-${command}`]);
    const say = sayer(english);
    expect(say('player/speed-value', { speed: 2 })).toBe('2×');
    expect(say('player/unknown')).toBe('player/unknown');
  });
});
