import type { WorkspaceEdit } from 'vscode-languageserver/node';

/**
 * An edit with the versions of the documents that it was made for, so that a client refuses it for text that has changed
 * meanwhile. `versionOf` a document that is not open is undefined: it is that of the disk.
 */
export function versionedEdit(
  { changes = {} }: WorkspaceEdit,
  versionOf: (uri: string) => number | undefined,
): WorkspaceEdit {
  return {
    documentChanges: Object.entries(changes).map(([uri, edits]) => ({
      textDocument: { uri, version: versionOf(uri) ?? null },
      edits,
    })),
  };
}
