import { byteSize } from '../../foundation/byteSize.ts';
import { message, type Locale, type MessageCode } from '../../foundation/message.ts';
import type { PlanCue, ProductionPlan } from '../../production/plan.ts';
import { clockTime } from '../clockTime.ts';
import { columns } from '../columns.ts';
import { cutToColumns } from '../cutToColumns.ts';
import type { Terminal } from '../terminal.ts';

const states: Readonly<Record<PlanCue['state'], MessageCode>> = {
  kept: 'cli/plan-kept',
  new: 'cli/plan-new',
  failed: 'cli/plan-failed',
};

/** Says what a render would do: a row a cue, then the sum. */
export function planReport(plan: ProductionPlan, terminal: Terminal, locale: Locale): void {
  const rows = plan.cues.map((cue) => [
    clockTime(cue.start, 3),
    `${cue.seconds.toFixed(3)} s`,
    message(states[cue.state], {}, locale).text,
    cue.id,
    cutToColumns(`${cue.speaker}: ${cue.text}`, 60),
  ]);
  const shown = columns(rows);
  // Redirected into a file, rows stay whole.
  for (const row of shown) terminal.line(terminal.isTerminal ? cutToColumns(row, terminal.columns) : row);
  terminal.line();
  const { cues, kept, seconds, secondsToSpeak, bytes } = plan;
  terminal.line({
    text: message(
      'cli/plan-summary',
      {
        cues: cues.length,
        kept,
        made: plan.new,
        time: clockTime(seconds, 0),
        toSpeak: clockTime(secondsToSpeak, 0),
        size: byteSize(bytes),
      },
      locale,
    ).text,
    style: 'bold',
  });
}
