import { commands, EventEmitter, window, workspace, type Disposable, type TextDocument, type TextEditor } from 'vscode';

/**
 * The script that views and commands are about: that of the active editor, else the one that was active last, as long as
 * it is open. So trees and player keep theirs while they have the focus themselves.
 */
export class ActiveScript implements Disposable {
  readonly #changed = new EventEmitter<TextDocument | undefined>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #document: TextDocument | undefined;

  constructor() {
    this.#subscriptions = [
      this.#changed,
      window.onDidChangeActiveTextEditor((editor) => this.#activate(editor)),
      workspace.onDidOpenTextDocument(() => this.#activate(window.activeTextEditor)),
      workspace.onDidCloseTextDocument((document) => {
        if (document === this.#document) this.#set(otherScript(document));
      }),
    ];
    const editor = window.activeTextEditor ?? window.visibleTextEditors.find(({ document }) => isScript(document));
    this.#set(editor !== undefined && isScript(editor.document) ? editor.document : undefined);
  }

  get document(): TextDocument | undefined {
    return this.#document;
  }

  /** An editor that shows it, the active one first. */
  get editor(): TextEditor | undefined {
    const shown = window.visibleTextEditors.filter(({ document }) => document === this.#document);
    return shown.find((editor) => editor === window.activeTextEditor) ?? shown[0];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #activate(editor: TextEditor | undefined): void {
    if (editor !== undefined && isScript(editor.document)) this.#set(editor.document);
  }

  #set(document: TextDocument | undefined): void {
    void commands.executeCommand('setContext', 'tableread.hasScript', document !== undefined);
    if (document === this.#document) return;
    this.#document = document;
    this.#changed.fire(document);
  }
}

export function isScript(document: TextDocument): boolean {
  return document.languageId === 'voice';
}

function otherScript(closed: TextDocument): TextDocument | undefined {
  return window.visibleTextEditors.find(({ document }) => document !== closed && isScript(document))?.document;
}
