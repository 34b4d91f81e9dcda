import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver/node';
import type { ClientAbilities } from './clientAbilities.ts';
import { triggerCharacters } from './features/completion.ts';
import { formattingTriggers } from './features/formatting.ts';
import { codeActionKinds } from './features/codeActions.ts';
import { lensCommands } from './features/codeLenses.ts';
import { tokenModifiers, tokenTypes } from './features/semanticTokens.ts';

/** What the server says in `initialize` that it can do, for this client. */
export function serverCapabilities(client: ClientAbilities): ServerCapabilities {
  return {
    positionEncoding: client.columns,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'tableread', interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
    completionProvider: { triggerCharacters: [...triggerCharacters], resolveProvider: true },
    hoverProvider: true,
    documentSymbolProvider: { label: 'Tableread' },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: formattingTriggers[0] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    linkedEditingRangeProvider: true,
    documentLinkProvider: {},
    workspaceSymbolProvider: true,
    codeActionProvider: {
      codeActionKinds: [...codeActionKinds],
    },
    ...(Object.values(lensCommands).some((command) => client.commands.has(command)) ? { codeLensProvider: {} } : {}),
    inlayHintProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: { delta: true },
      range: true,
    },
  };
}
