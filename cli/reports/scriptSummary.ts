import { message, type Locale } from '../../foundation/message.ts';
import type { Screenplay } from '../../screenplay/screenplayTypes.ts';
import { clockTime } from '../clockTime.ts';
import { counted } from '../counted.ts';
import type { Span } from '../terminal.ts';
import type { Finding } from './finding.ts';

/** One line about a script: what it holds, how long it will be, how many problems it has. */
export function scriptSummary(
  file: string,
  screenplay: Screenplay,
  findings: readonly Finding[],
  locale: Locale,
): readonly Span[] {
  const speakers = new Set(screenplay.cues.map((cue) => cue.speaker)).size;
  const seconds = screenplay.cues.reduce((sum, cue) => sum + cue.estimate.seconds, 0);
  const about = message(
    'cli/check-summary',
    {
      cues: counted(screenplay.cues.length, 'cue', locale),
      speakers: counted(speakers, 'speaker', locale),
      time: clockTime(seconds, 0),
    },
    locale,
  ).text;
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  return [
    { text: errors > 0 ? '✗ ' : '✓ ', style: errors > 0 ? 'red' : 'green' },
    { text: file, style: 'bold' },
    `  ${about}  `,
    errors === 0 && warnings === 0
      ? { text: message('cli/no-problems', {}, locale).text, style: 'green' }
      : {
          text: new Intl.ListFormat(locale, { type: 'conjunction' }).format([
            ...(errors > 0 ? [counted(errors, 'error', locale)] : []),
            ...(warnings > 0 ? [counted(warnings, 'warning', locale)] : []),
          ]),
          style: errors > 0 ? 'red' : 'yellow',
        },
  ];
}
