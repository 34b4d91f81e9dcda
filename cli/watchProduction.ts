import { message } from '../foundation/message.ts';
import type { Production, ProductionProgress } from '../production/productionTypes.ts';
import type { Screenplay } from '../screenplay/screenplayTypes.ts';
import type { Context } from './context.ts';
import { labelled } from './labelled.ts';
import { ProgressLine } from './progressLine.ts';

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
  const line = new ProgressLine(err, locale, new Map(cues.map((cue) => [cue.id, `${cue.speaker}: ${cue.text}`])));
  try {
    for (;;) {
      const step = await events.next();
      if (step.done === true) return step.value;
      const event = step.value;
      if (event.kind === 'progress') line.show(event);
      // A line with an error of its own was named before the work began.
      if (event.kind !== 'notice' && (event.kind !== 'failure' || event.code === 'production/script-error')) continue;
      const { text, hint } = message(event.code, event.values, locale);
      if (event.kind === 'notice') {
        err.line(...labelled('warning', text, locale));
      } else {
        err.line({ text: `${file}:${event.line}`, style: 'bold' }, ' ', ...labelled('error', `${text} `, locale), {
          text: event.code,
          style: 'dim',
        });
      }
      if (hint !== undefined) err.line(`  ${hint}`);
    }
  } finally {
    line.clear();
  }
}
