import type { MessageValues } from '../foundation/message.ts';
import type { Fix, Place, Problem } from '../foundation/problem.ts';
import type { Line } from '../grammar/index.ts';
import { problemCodes, type ScreenplayCode } from './problemCodes.ts';

/** What a problem may carry besides its place, code and values. */
export interface ProblemExtras {
  readonly fixes?: readonly Fix<Line>[];
  readonly related?: Problem<Line>['related'];
  readonly unnecessary?: boolean;
}

/** A problem of meaning; its severity is that of its code. */
export function screenplayProblem(
  code: ScreenplayCode,
  place: Place<Line>,
  values: MessageValues = {},
  extras: ProblemExtras = {},
): Problem<Line> {
  return {
    line: place.line,
    start: place.start,
    end: place.end,
    ...(place.inFile === undefined ? {} : { inFile: place.inFile }),
    code,
    values,
    severity: problemCodes[code],
    fixes: extras.fixes ?? [],
    ...(extras.related === undefined ? {} : { related: extras.related }),
    ...(extras.unnecessary === true ? { unnecessary: true } : {}),
  };
}

/** Where a check that knows only a piece of text reports: spans of that text, with what would mend them. */
export type Report = (
  code: ScreenplayCode,
  span: { readonly start: number; readonly end: number },
  values?: MessageValues,
  fixes?: readonly SpanFix[],
  extras?: ProblemExtras,
) => void;

/** A fix in spans of the text that is checked. */
export interface SpanFix {
  readonly title: Fix['title'];
  readonly values: MessageValues;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
  readonly preferred?: boolean;
}
