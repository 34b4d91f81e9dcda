import { message, type Locale } from '../../foundation/message.ts';
import type { Failure } from '../../production/productionTypes.ts';
import { labelled } from '../labelled.ts';
import type { Terminal } from '../terminal.ts';

// What fails a thousand lines alike is said this often.
const mostAlike = 3;

/** Says which lines could not be rendered, and why, as they come about. */
export class FailureReport {
  readonly #file: string;
  readonly #terminal: Terminal;
  readonly #locale: Locale;
  readonly #times = new Map<string, number>();

  /** @param file the script as named on the command line */
  constructor(file: string, terminal: Terminal, locale: Locale) {
    this.#file = file;
    this.#terminal = terminal;
    this.#locale = locale;
  }

  show({ code, values, line }: Failure): void {
    // A line with an error of its own was named before the work began.
    if (code === 'production/script-error') return;
    const { text, hint } = message(code, values, this.#locale);
    const times = (this.#times.get(text) ?? 0) + 1;
    this.#times.set(text, times);
    if (times > mostAlike) return;
    this.#terminal.line(
      { text: `${this.#file}:${line}`, style: 'bold' },
      ' ',
      ...labelled('error', `${text} `, this.#locale),
      { text: code, style: 'dim' },
    );
    if (hint !== undefined) this.#terminal.line(`  ${hint}`);
  }

  /** Says how many were left out. */
  end(): void {
    const number = [...this.#times.values()].reduce((sum, times) => sum + Math.max(0, times - mostAlike), 0);
    if (number > 0) this.#terminal.line(message('cli/more-lines', { number }, this.#locale).text);
  }
}
