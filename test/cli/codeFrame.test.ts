import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../cli/codeFrame.ts';
import type { Span } from '../../cli/terminal.ts';
import { property } from '../runs.ts';

describe('codeFrame', () => {
  it('underlines the mark', () => {
    expect(frame('MIRA (<|afriad|> 0.7): Did you hear that?')).toEqual([
      '   12 │ MIRA (afriad 0.7): Did you hear that?',
      '      │       ~~~~~~',
    ]);
  });

  it('counts wide characters as two columns', () => {
    expect(frame('老周（<|害柏|>）：银行关门了。')).toEqual([
      '   12 │ 老周（害柏）：银行关门了。',
      '      │       ~~~~',
    ]);
  });

  it('underlines one column where nothing is marked', () => {
    expect(frame('MIRA<||> Hello')).toEqual(['   12 │ MIRA Hello', '      │     ~']);
  });

  it('shows control characters, and the underline stays in place', () => {
    expect(frame('A\u001b[31m\u202e: <|{x|>')).toEqual(['   12 │ A␛[31m\\u{202e}: {x', '      │                 ~~']);
  });

  it('cuts a long line on both sides of the mark', () => {
    const [line, underline] = frame(`${'a'.repeat(500)}<|wrong|>${'b'.repeat(500)}`, 60);
    expect(line).toMatch(/^ {3}12 │ …a+wrongb+…$/);
    expect(stringWidth(line ?? '')).toBeLessThanOrEqual(60);
    expect(underline?.indexOf('~')).toBe(line?.indexOf('wrong'));
  });

  it('cuts a mark that is longer than the terminal', () => {
    const [line] = frame(`<|${'x'.repeat(1_000_000)}|> end`, 60);
    expect(line).toMatch(/^ {3}12 │ x+…$/);
    expect(stringWidth(line ?? '')).toBeLessThanOrEqual(60);
  });

  it('never leaves the terminal and never moves the underline', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '你', '👍', '\u001b', '\t', '\u202e'), maxLength: 300 }),
        fc.nat(300),
        fc.nat(40),
        fc.integer({ min: 40, max: 120 }),
        (text, start, length, columns) => {
          const [from, to] = [boundary(text, start), boundary(text, start + length)];
          const [line, underline] = codeFrame(text, 12, from, to, 'red', columns).map(plain);
          expect(stringWidth(line ?? '')).toBeLessThanOrEqual(columns);
          expect(stringWidth(underline ?? '')).toBeLessThanOrEqual(columns);
        },
      ),
      property(300, 20_000),
    );
  });
});

/** An offset that does not stand within a character. */
function boundary(text: string, offset: number): number {
  const at = Math.min(offset, text.length);
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at;
}

function frame(marked: string, columns = 80): readonly string[] {
  const start = marked.indexOf('<|');
  const end = marked.indexOf('|>') - 2;
  const text = marked.replace('<|', '').replace('|>', '');
  return codeFrame(text, 12, start, end, 'red', columns).map(plain);
}

function plain(spans: readonly Span[]): string {
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}
