import { styleText } from 'node:util';
import { visibleText } from './visibleText.ts';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'blue' | 'magenta' | 'underline';

/** Text, plain or styled. What it says is made fit for a terminal when it is printed, whatever it comes from. */
export type Span = string | { readonly text: string; readonly style: Style };

/** What Tableread needs of `process.stdout` and `process.stderr`. */
export interface OutputStream {
  write(content: string | Uint8Array): boolean;
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/**
 * The one place where text meets a terminal: nothing of a script reaches it as a control character, and colours only
 * where the stream is a terminal that wants them (`hasColors` knows NO_COLOR, FORCE_COLOR and TERM=dumb).
 */
export class Terminal {
  readonly #stream: OutputStream;
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
  #status = false;

  constructor(stream: OutputStream) {
    this.#stream = stream;
    this.isTerminal = stream.isTTY === true;
    this.hasColors = this.isTerminal && stream.hasColors?.() === true;
  }

  /** Characters in a line; 120 where it is no terminal. */
  get columns(): number {
    return this.isTerminal && this.#stream.columns !== undefined && this.#stream.columns > 0
      ? this.#stream.columns
      : 120;
  }

  /** Prints one line. */
  line(...spans: readonly Span[]): void {
    this.#clearStatus();
    this.#stream.write(`${this.#render(spans)}\n`);
  }

  /** Prints text that brings its own line ends, which alone pass. */
  text(text: string): void {
    this.#clearStatus();
    this.#stream.write(text.split('\n').map(visibleText).join('\n'));
  }

  /** Passes bytes or ready-made text on as they are: sound, JSON. */
  raw(content: string | Uint8Array): void {
    this.#stream.write(content);
  }

  /** Shows a line that the next one overwrites; nothing where the stream is no terminal. No spans: removes it. */
  status(...spans: readonly Span[]): void {
    if (!this.isTerminal) return;
    if (spans.length === 0) {
      this.#clearStatus();
      return;
    }
    this.#stream.write(`\r${this.#render(spans)}\u001b[K`);
    this.#status = true;
  }

  #clearStatus(): void {
    if (!this.#status) return;
    this.#stream.write('\r\u001b[K');
    this.#status = false;
  }

  #render(spans: readonly Span[]): string {
    return spans
      .map((span) => {
        if (typeof span === 'string') return visibleText(span);
        const text = visibleText(span.text);
        return this.hasColors ? styleText(span.style, text, { validateStream: false }) : text;
      })
      .join('');
  }
}
