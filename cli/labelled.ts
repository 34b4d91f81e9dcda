import { message, type Locale } from '../foundation/message.ts';
import type { Severity } from '../foundation/problem.ts';
import type { Span, Style } from './terminal.ts';

export const severityStyles: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'cyan',
};

/** A sentence behind the word for how bad it is: `error: There is no …`. Chinese colons need no space. */
export function labelled(severity: Severity, sentence: string, locale: Locale): readonly Span[] {
  const label = message(`cli/${severity}`, {}, locale).text;
  return [{ text: label, style: severityStyles[severity] }, locale === 'zh' ? sentence : ` ${sentence}`];
}
