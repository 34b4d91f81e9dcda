import type { InitializeParams } from 'vscode-languageserver/node';
import type { Locale } from '../foundation/message.ts';
import type { InitializationOptions } from './protocol.ts';
import type { ColumnEncoding } from './ranges.ts';

/** What a client can do, as far as answers depend on it. */
export interface ClientAbilities {
  readonly columns: ColumnEncoding;
  readonly locale: Locale;
  readonly trusted: boolean;
  /** Commands that the client carries out. */
  readonly commands: ReadonlySet<string>;
  readonly pullsDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly unnecessaryTag: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly snippets: boolean;
  /** Markdown in hovers. */
  readonly markdown: boolean;
  /** Markdown in the documentation of completions. */
  readonly markdownInCompletions: boolean;
  readonly preparesRename: boolean;
  readonly versionedEdits: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly hasWorkspaceFolders: boolean;
}

/** Reads what a client says of itself in `initialize`. What it does not say it cannot do. */
export function clientAbilities({ capabilities, initializationOptions, locale }: InitializeParams): ClientAbilities {
  const options = (initializationOptions ?? {}) as InitializationOptions;
  const { general, textDocument, workspace } = capabilities;
  const encodings = general?.positionEncodings ?? ['utf-16'];
  return {
    // UTF-16 first: the tree counts in it. UTF-8 for clients that offer nothing else.
    columns: encodings.includes('utf-16') || !encodings.includes('utf-8') ? 'utf-16' : 'utf-8',
    locale: (options.locale ?? locale ?? 'en').toLowerCase().startsWith('zh') ? 'zh' : 'en',
    trusted: options.trusted === true,
    commands: new Set(Array.isArray(options.commands) ? options.commands : []),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    unnecessaryTag: textDocument?.publishDiagnostics?.tagSupport?.valueSet.includes(1) === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    markdownInCompletions: textDocument?.completion?.completionItem?.documentationFormat?.includes('markdown') === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasWorkspaceFolders: workspace?.workspaceFolders === true,
  };
}
