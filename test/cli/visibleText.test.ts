import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleJson, visibleText } from '../../cli/visibleText.ts';
import { property } from '../runs.ts';

const obeyed =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Surrogate}/u;
const anyText = fc.string({ unit: 'binary' });

describe('visibleText', () => {
  it('shows what a terminal would obey', () => {
    expect(visibleText('\u001b]0;owned\u0007')).toBe('␛]0;owned␇');
    expect(visibleText('a\rb\nc\td')).toBe('a␍b␊c  d');
    expect(visibleText('\u202egnp.exe')).toBe('\\u{202e}gnp.exe');
    expect(visibleText('\u009b31m\u007f')).toBe('\\u{9b}31m␡');
    expect(visibleText('\ud800 alone')).toBe('\\u{d800} alone');
  });

  it('leaves everything else as it is', () => {
    const text = 'Grüße, 你好 👩‍👩‍👧 – “no”';
    expect(visibleText(text)).toBe(text);
  });

  it('lets nothing through that a terminal obeys', () => {
    fc.assert(
      fc.property(anyText, (text) => !obeyed.test(visibleText(text))),
      property(500, 100_000),
    );
  });
});

describe('visibleJson', () => {
  it('keeps the value and lets nothing through that a terminal obeys', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = visibleJson(JSON.stringify({ text }, undefined, 2));
        return !obeyed.test(json.replaceAll('\n', '')) && (JSON.parse(json) as { text: string }).text === text;
      }),
      property(500, 100_000),
    );
  });
});
