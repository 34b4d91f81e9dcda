import { Range, window, type TextDocument } from 'vscode';

/** Shows a line (0-based) of a script where the script is shown already, the cursor at its start. */
export async function revealLine(document: TextDocument, line: number, preserveFocus: boolean): Promise<void> {
  if (line >= document.lineCount) return;
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  await window.showTextDocument(document, {
    selection: new Range(line, 0, line, 0),
    preserveFocus,
    ...(shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn }),
  });
}
