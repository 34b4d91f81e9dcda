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

/** Columns of the bar: as many as are left, within these. Where fewer are, there is none. */
const barCells = { least: 4, most: 24 };
// Faster than this no eye reads, and a slow terminal would hold the render up.
const leastMilliseconds = 80;

/** The line that shows how far a render is: bar, share, cue, times real time, time left. Only on a terminal. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #locale: Locale;
  readonly #labels: ReadonlyMap<string, string>;
  #shown = -Infinity;
  #stage: Progress['stage'] | undefined;

  /** @param labels what to call a cue, by id */
  constructor(terminal: Terminal, locale: Locale, labels: ReadonlyMap<string, string>) {
    this.#terminal = terminal;
    this.#locale = locale;
    this.#labels = labels;
  }

  show(progress: Progress): void {
    const now = performance.now();
    const isDue = now - this.#shown >= leastMilliseconds || progress.stage !== this.#stage;
    if (!this.#terminal.isTerminal || (!isDue && progress.done < progress.total)) return;
    this.#shown = now;
    this.#stage = progress.stage;
    // A terminal moves on to the next line when its last column is filled.
    const room = this.#terminal.columns - 1;
    const done = progress.total > 0 ? Math.min(progress.done / progress.total, 1) : 0;
    const isStarting = progress.stage === 'speak' && progress.done === 0;
    const stage = message(isStarting ? 'cli/stage-start' : stages[progress.stage], {}, this.#locale).text;
    const percent = isStarting ? '' : ` ${String(Math.floor(done * 100)).padStart(3)} %`;
    const roomForBar = room - stringWidth(stage) - stringWidth(percent) - 1;
    const cells = isStarting || roomForBar < barCells.least ? 0 : Math.min(roomForBar, barCells.most);
    const full = Math.round(done * cells);
    const head = cutToColumns(cells > 0 ? `${stage} ` : stage, room);
    // Planning looks at hundreds of lines a second.
    const cue = progress.stage === 'plan' ? undefined : progress.cue;
    const label = cue === undefined ? '' : `  ${this.#labels.get(cue) ?? cue}`;
    const share = cutToColumns(percent, room - cells - stringWidth(head));
    this.#terminal.status(
      head,
      { text: '━'.repeat(full), style: 'green' },
      { text: '━'.repeat(cells - full), style: 'dim' },
      share,
      cutToColumns(this.#figures(progress) + label, room - cells - stringWidth(head + share)),
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
