import { message, type Locale, type MessageCode, type MessageValues } from '../../foundation/message.ts';
import type { Screenplay } from '../../screenplay/screenplayTypes.ts';
import { clockTime } from '../clockTime.ts';
import type { Span } from '../terminal.ts';
import type { Finding } from './finding.ts';

/** One line about a script: what it holds, how long it will be, how many problems it has. */
export function scriptSummary(
  file: string,
  screenplay: Screenplay,
  findings: readonly Finding[],
  locale: Locale,
): readonly Span[] {
  const say = (code: MessageCode, values: MessageValues = {}): string => message(code, values, locale).text;
  const spoken = screenplay.cues.filter(({ speech }) => speech);
  const speakers = new Set(spoken.map((cue) => cue.speaker)).size;
  const seconds = screenplay.timeline.ends.reduce((latest, end) => Math.max(latest, end), 0);
  const about = say('cli/check-summary', { cues: spoken.length, speakers, time: clockTime(seconds, 0) });
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  return [
    { text: errors > 0 ? '✗ ' : '✓ ', style: errors > 0 ? 'red' : 'green' },
    { text: file, style: 'bold' },
    `  ${about}  `,
    errors === 0 && warnings === 0
      ? { text: say('cli/no-problems'), style: 'green' }
      : {
          text: new Intl.ListFormat(locale, { type: 'conjunction' })
            .format([
              ...(errors > 0 ? [say('cli/errors', { number: errors })] : []),
              ...(warnings > 0 ? [say('cli/warnings', { number: warnings })] : []),
            ])
            // Chinese and numbers stand apart.
            .replace(/(?<=\p{Script=Han})(?=\d)/u, ' '),
          style: errors > 0 ? 'red' : 'yellow',
        },
  ];
}
