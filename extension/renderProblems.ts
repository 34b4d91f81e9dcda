import { Diagnostic, DiagnosticSeverity, languages, workspace, type Disposable, type TextDocument } from 'vscode';
import { message } from '../foundation/message.ts';
import type { Failure } from '../production/productionTypes.ts';
import { editorLocale } from './editorLocale.ts';

/** Lines that could not be made, shown where they stand until they change, or until the script is rendered again. */
export class RenderProblems implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('tableread-render');
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor() {
    this.#subscriptions = [
      this.#collection,
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#keepUnchanged(document, contentChanges);
      }),
      workspace.onDidCloseTextDocument((document) => this.clear(document)),
    ];
  }

  add(document: TextDocument, { line, code, values }: Failure): void {
    // What is wrong in the text stands on the line already.
    if (document.isClosed || line > document.lineCount || code === 'production/script-error') return;
    const { text, hint } = message(code, values, editorLocale);
    const { range, firstNonWhitespaceCharacterIndex: start } = document.lineAt(line - 1);
    const problem = new Diagnostic(
      range.with(range.start.with({ character: start })),
      hint === undefined ? text : `${text} ${hint}`,
      DiagnosticSeverity.Error,
    );
    problem.source = 'tableread';
    problem.code = code;
    const others = (this.#collection.get(document.uri) ?? []).filter(
      (other) => other.range.start.line !== line - 1 || other.code !== code,
    );
    this.#collection.set(document.uri, [...others, problem]);
  }

  clear(document: TextDocument): void {
    this.#collection.delete(document.uri);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** A line that is typed in may be right now; those below it move with the text. */
  #keepUnchanged(
    document: TextDocument,
    changes: readonly { readonly range: Diagnostic['range']; readonly text: string }[],
  ): void {
    let kept = this.#collection.get(document.uri) ?? [];
    if (kept.length === 0) return;
    for (const { range, text } of changes) {
      const moved = text.split('\n').length - 1 - (range.end.line - range.start.line);
      kept = kept.flatMap((problem) => {
        const { line } = problem.range.start;
        if (line < range.start.line) return [problem];
        if (line <= range.end.line) return [];
        const at = line + moved;
        const copy = new Diagnostic(
          problem.range.with(
            problem.range.start.with({ line: at }),
            problem.range.end.with({ line: problem.range.end.line + moved }),
          ),
          problem.message,
          problem.severity,
        );
        if (problem.source !== undefined) copy.source = problem.source;
        if (problem.code !== undefined) copy.code = problem.code;
        return [copy];
      });
    }
    this.#collection.set(document.uri, kept);
  }
}
