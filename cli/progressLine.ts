import stringWidth from 'string-width';
import { message, type Locale, type MessageCode } from '../foundation/message.ts';
import type { ProductionProgress } from '../production/productionTypes.ts';
import { clockTime } from './clockTime.ts';
import { cutToColumns } from './cutToColumns.ts';
import type { Terminal } from './terminal.ts';

type Progress = Extract<ProductionProgress, { kind: 'progress' }>;

const stages: Readonly<Record<Progress['stage'], MessageCode>> = {
  plan: 'cli/stage-plan',
  speak: 'cli/stage-speak',
  measure: 'cli/stage-measure',
  mix: 'cli/stage-mix',
  write: 'cli/stage-write',
};

const barCells = 24;
// Faster than this no eye reads, and a slow terminal would hold the render up.
const leastMilliseconds = 80;

/** The line that shows how far a render is: bar, share, cue, times real time, time left. Only on a terminal. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #locale: Locale;
  readonly #labels: ReadonlyMap<string, string>;
  #shown = -Infinity;

  /** @param labels what to call a cue, by id */
  constructor(terminal: Terminal, locale: Locale, labels: ReadonlyMap<string, string>) {
    this.#terminal = terminal;
    this.#locale = locale;
    this.#labels = labels;
  }

  show(progress: Progress): void {
    const now = performance.now();
    if (!this.#terminal.isTerminal || (now - this.#shown < leastMilliseconds && progress.done < progress.total)) return;
    this.#shown = now;
    const share = progress.total > 0 ? Math.min(progress.done / progress.total, 1) : 0;
    const full = Math.round(share * barCells);
    const head = `${message(stages[progress.stage], {}, this.#locale).text} `;
    const figures = ` ${String(Math.floor(share * 100)).padStart(3)} %${this.#figures(progress)}`;
    // Planning looks at hundreds of lines a second.
    const cue = progress.stage === 'plan' ? undefined : progress.cue;
    const label = cue === undefined ? '' : `  ${this.#labels.get(cue) ?? cue}`;
    const rest = cutToColumns(figures + label, this.#terminal.columns - 1 - barCells - stringWidth(head));
    this.#terminal.status(
      head,
      { text: '━'.repeat(full), style: 'green' },
      { text: '━'.repeat(barCells - full), style: 'dim' },
      rest,
    );
  }

  clear(): void {
    this.#terminal.status();
  }

  #figures({ timesRealTime, secondsLeft }: Progress): string {
    const parts: string[] = [];
    if (timesRealTime !== undefined) {
      const factor = timesRealTime.toFixed(timesRealTime < 10 ? 1 : 0);
      parts.push(message('cli/times-real-time', { factor }, this.#locale).text);
    }
    if (secondsLeft !== undefined) {
      parts.push(message('cli/time-left', { time: clockTime(secondsLeft, 0) }, this.#locale).text);
    }
    return parts.map((part) => `  ${part}`).join('');
  }
}
