import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver/node';
import type { ClientAbilities } from './clientAbilities.ts';

/** What the server says in `initialize` that it can do, for this client. */
export function serverCapabilities(client: ClientAbilities): ServerCapabilities {
  return {
    positionEncoding: client.columns,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'tableread', interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
    documentSymbolProvider: { label: 'Tableread' },
    foldingRangeProvider: true,
  };
}
