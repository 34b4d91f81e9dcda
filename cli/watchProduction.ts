import { message } from '../foundation/message.ts';
import type { Production, ProductionProgress } from '../production/productionTypes.ts';
import type { Screenplay } from '../screenplay/screenplayTypes.ts';
import type { Context } from './context.ts';
import { labelled } from './labelled.ts';
import { ProgressLine } from './progressLine.ts';
import { FailureReport } from './reports/failureReport.ts';

/**
 * Follows a production to its end: a line that shows how far it is, notices and failed lines as they come about.
 *
 * @param file the script as named on the command line
 */
export async function watchProduction(
  events: AsyncGenerator<ProductionProgress, Production>,
  file: string,
  { cues }: Screenplay,
  { err, locale }: Context,
): Promise<Production> {
  const progress = new ProgressLine(err, locale, new Map(cues.map((cue) => [cue.id, `${cue.speaker}: ${cue.text}`])));
  const failures = new FailureReport(file, err, locale);
  try {
    for (;;) {
      const step = await events.next();
      if (step.done === true) {
        failures.end();
        return step.value;
      }
      const event = step.value;
      if (event.kind === 'progress') progress.show(event);
      else if (event.kind === 'failure') failures.show(event);
      else if (event.kind === 'notice') {
        const { text, hint } = message(event.code, event.values, locale);
        err.line(...labelled('warning', text, locale));
        if (hint !== undefined) err.line(`  ${hint}`);
      }
    }
  } finally {
    progress.clear();
  }
}
