import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver/node';
import { message, type Locale } from '../../foundation/message.ts';
import type { OtherFilePlace, Problem, Severity } from '../../foundation/problem.ts';
import { lineIndex, type Line } from '../../grammar/index.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import { fileUri } from '../fileUri.ts';
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

// A problem stays the same object while its line stays as it is: it is put into words once for each client.
const known = new WeakMap<Shown, WeakMap<Problem<Line>, Diagnostic>>();

/** Every problem of a script as the protocol shows it, in the client's language and only with what the client can show. */
export function diagnostics(script: Script, client: Shown): Diagnostic[] {
  let made = known.get(client);
  if (made === undefined) known.set(client, (made = new WeakMap()));
  const shown: Diagnostic[] = [];
  for (const problem of script.screenplay.problems) {
    const before = made.get(problem);
    // What is related may have moved by itself.
    const isKept = before !== undefined && before.relatedInformation === undefined;
    const after = isKept ? moved(script, problem, before) : diagnostic(script, problem, client);
    if (after !== before) made.set(problem, after);
    shown.push(after);
  }
  return shown;
}

/** The same where the problem stands now: the very object when it has not moved. */
function moved({ tree, ranges }: Script, problem: Problem<Line>, before: Diagnostic): Diagnostic {
  const line = Math.max(0, lineIndex(tree, problem.line));
  return line === before.range.start.line ? before : { ...before, range: ranges.ofPlace(problem) };
}

function diagnostic(script: Script, problem: Problem<Line>, client: Shown): Diagnostic {
  const { text, hint } = message(problem.code, problem.values, script.locale);
  const sentences = [text, hint, problem.inFile === undefined ? undefined : `(${placeInFile(script, problem.inFile)})`];
  const related = [
    ...(problem.inFile === undefined ? [] : [inFile(script, problem.inFile)]),
    ...(problem.related ?? []).map((place) => relatedPlace(script, place)),
  ].filter((each) => each !== undefined);
  return {
    range: script.ranges.ofPlace(problem),
    severity: severities[problem.severity],
    code: problem.code,
    source: 'tableread',
    // Chinese sentences follow each other without a space.
    message: sentences.filter((sentence) => sentence !== undefined).join(script.locale === 'zh' ? '' : ' '),
    ...(client.codeDescription
      ? { codeDescription: { href: `${problemsPages[script.locale]}#${anchor(problem.code)}` } }
      : {}),
    ...(client.unnecessaryTag && problem.unnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(client.relatedInformation && related.length > 0 ? { relatedInformation: related } : {}),
  };
}

function relatedPlace(
  script: Script,
  place: NonNullable<Problem<Line>['related']>[number],
): DiagnosticRelatedInformation {
  const said = message(place.title, place.values, script.locale).text;
  const there = place.inFile === undefined ? undefined : inFile(script, place.inFile);
  if (there !== undefined) return { ...there, message: said };
  return { location: { uri: script.uri, range: script.ranges.ofPlace(place) }, message: said };
}

/** Where a mistake stands in a file that the script names; undefined: the client could not open it. */
function inFile(script: Script, place: OtherFilePlace): DiagnosticRelatedInformation | undefined {
  const uri = fileUri(script.uri, place.path);
  if (uri === undefined) return undefined;
  const { line, start, end, text } = place;
  const position = (column: number) => ({ line, character: script.ranges.character(text, column) });
  return {
    location: { uri, range: { start: position(start), end: position(end) } },
    message: placeInFile(script, place),
  };
}

function placeInFile({ locale }: Script, { path, line, start }: OtherFilePlace): string {
  return message('related/in-file', { path, line: line + 1, column: start + 1 }, locale).text;
}

/** A heading's anchor as the docs' host makes it: lower case, without the slash. */
function anchor(code: string): string {
  return code.replace(/[^a-z0-9-]/g, '');
}
