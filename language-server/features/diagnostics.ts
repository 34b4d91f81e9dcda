import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver/node';
import { message, type Locale } from '../../foundation/message.ts';
import type { Problem, Severity } from '../../foundation/problem.ts';
import type { Line } from '../../grammar/index.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import type { Script } from '../script.ts';

/** Pages of the docs that explain every code. */
const problemsPages: Readonly<Record<Locale, string>> = {
  en: 'https://github.com/tableread/tableread/blob/main/docs/problems.md',
  zh: 'https://github.com/tableread/tableread/blob/main/docs/problems.zh.md',
};

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

type Shown = Pick<ClientAbilities, 'relatedInformation' | 'codeDescription' | 'unnecessaryTag'>;

/** Every problem of a script as the protocol shows it, in the client's language and only with what the client can show. */
export function diagnostics(script: Script, client: Shown): Diagnostic[] {
  return script.screenplay.problems.map((problem) => diagnostic(script, problem, client));
}

function diagnostic(script: Script, problem: Problem<Line>, client: Shown): Diagnostic {
  const { text, hint } = message(problem.code, problem.values, script.locale);
  return {
    range: script.ranges.ofPlace(problem),
    severity: severities[problem.severity],
    code: problem.code,
    source: 'tableread',
    message: hint === undefined ? text : `${text} ${hint}`,
    ...(client.codeDescription
      ? { codeDescription: { href: `${problemsPages[script.locale]}#${anchor(problem.code)}` } }
      : {}),
    ...(client.unnecessaryTag && problem.unnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(client.relatedInformation && problem.related !== undefined
      ? { relatedInformation: problem.related.map((place) => related(script, place)) }
      : {}),
  };
}

function related(script: Script, place: NonNullable<Problem<Line>['related']>[number]): DiagnosticRelatedInformation {
  return {
    location: { uri: script.uri, range: script.ranges.ofPlace(place) },
    message: message(place.title, place.values, script.locale).text,
  };
}

/** A heading's anchor as the docs' host makes it: lower case, without the slash. */
function anchor(code: string): string {
  return code.replace(/[^a-z0-9-]/g, '');
}
