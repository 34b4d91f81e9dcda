import { describe, expect, it } from 'vitest';
import { Terminal, type OutputStream } from '../../cli/terminal.ts';

function stream(facts: Omit<OutputStream, 'write'> = {}): OutputStream & { readonly written: () => string } {
  let all = '';
  return { ...facts, write: (content) => ((all += content.toString()), true), written: () => all };
}

describe('Terminal', () => {
  it('writes no colours where the stream is no terminal, whatever the environment forces', () => {
    const pipe = stream({ hasColors: () => true });
    new Terminal(pipe).line({ text: 'red', style: 'red' }, ' plain');
    expect(pipe.written()).toBe('red plain\n');
  });

  it('writes no colours on a terminal that wants none', () => {
    const dull = stream({ isTTY: true, hasColors: () => false });
    new Terminal(dull).line({ text: 'red', style: 'red' });
    expect(dull.written()).toBe('red\n');
  });

  it('writes colours on a terminal that has them', () => {
    const bright = stream({ isTTY: true, hasColors: () => true });
    new Terminal(bright).line({ text: 'red', style: 'red' });
    expect(bright.written()).toBe('\u001b[31mred\u001b[39m\n');
  });

  it('lets no control character of a text through, styled or not', () => {
    const bright = stream({ isTTY: true, hasColors: () => true });
    const terminal = new Terminal(bright);
    terminal.line('\u001b[2J', { text: '\u001b]0;x\u0007', style: 'red' });
    terminal.text('a\u001b\nb\r');
    expect(bright.written()).toBe('␛[2J\u001b[31m␛]0;x␇\u001b[39m\na␛\nb␍');
  });

  it('overwrites the status line, removes it before a line, and shows none on a pipe', () => {
    const tty = stream({ isTTY: true });
    const terminal = new Terminal(tty);
    terminal.status('half');
    terminal.status('whole');
    terminal.line('done');
    terminal.status();
    expect(tty.written()).toBe('\rhalf\u001b[K\rwhole\u001b[K\r\u001b[Kdone\n');
    const pipe = stream();
    new Terminal(pipe).status('half');
    expect(pipe.written()).toBe('');
  });

  it('knows its width, 120 columns where there is none', () => {
    expect(new Terminal(stream({ isTTY: true, columns: 132 })).columns).toBe(132);
    expect(new Terminal(stream({ isTTY: true, columns: 0 })).columns).toBe(120);
    expect(new Terminal(stream({ columns: 132 })).columns).toBe(120);
  });
});
