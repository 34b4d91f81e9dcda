import {
  Range,
  Uri,
  window,
  workspace,
  type DecorationOptions,
  type Disposable,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import { takeMark, takeMarks, type TakeMark } from './takeMark.ts';
import type { TakeStates } from './takeStates.ts';

/** Marks beside lines whose take is made, out of date, failed or locked. They lie in the margin: no text moves. */
export class Margin implements Disposable {
  readonly #marks: ReadonlyMap<TakeMark, TextEditorDecorationType>;
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    readonly takes: TakeStates,
    icons: Uri,
  ) {
    const icon = (mark: TakeMark, theme: string): Uri => Uri.joinPath(icons, `take-${mark}-${theme}.svg`);
    this.#marks = new Map(
      takeMarks.map((mark) => [
        mark,
        window.createTextEditorDecorationType({
          gutterIconSize: '75%',
          light: { gutterIconPath: icon(mark, 'light') },
          dark: { gutterIconPath: icon(mark, 'dark') },
        }),
      ]),
    );
    const showAll = (): void => {
      for (const editor of window.visibleTextEditors) this.#show(editor);
    };
    this.#subscriptions = [
      ...this.#marks.values(),
      takes.onDidChange(showAll),
      window.onDidChangeVisibleTextEditors(showAll),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tableread.gutter')) showAll();
      }),
    ];
    showAll();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #show(editor: TextEditor): void {
    const { document } = editor;
    const states = this.takes.of(document);
    if (states === undefined) return;
    const isWanted = workspace.getConfiguration('tableread').get<boolean>('gutter', true);
    const places = new Map<TakeMark, DecorationOptions[]>(takeMarks.map((mark) => [mark, []]));
    for (const state of isWanted ? states.values() : []) {
      const mark = takeMark(state);
      if (mark === undefined || state.line > document.lineCount) continue;
      places.get(mark)?.push({ range: new Range(state.line - 1, 0, state.line - 1, 0) });
    }
    for (const [mark, type] of this.#marks) editor.setDecorations(type, places.get(mark) ?? []);
  }
}
