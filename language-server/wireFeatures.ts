import {
  LSPErrorCodes,
  ResponseError,
  type SymbolInformation,
  type SemanticTokens,
  type TextDocumentIdentifier,
  type ReferenceParams,
  type RenameParams,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { pinyinReadings } from './completion/pinyinReadings.ts';
import { codeActions } from './features/codeActions.ts';
import { codeLenses } from './features/codeLenses.ts';
import { completion, completionPlace, fileEndings, itemDocumentation, type ItemData } from './features/completion.ts';
import { cueList } from './features/cueList.ts';
import { redirect } from './features/redirect.ts';
import { resolvedCue } from './features/resolvedCue.ts';
import { rangeTokens, semanticTokens, tokenDifference, type SentTokens } from './features/semanticTokens.ts';
import { inlayHints } from './features/inlayHints.ts';
import { diagnostics } from './features/diagnostics.ts';
import { definition } from './features/definition.ts';
import { documentHighlight } from './features/documentHighlight.ts';
import { documentLinks } from './features/documentLinks.ts';
import { linkedEditing } from './features/linkedEditing.ts';
import { references } from './features/references.ts';
import { prepareRename, rename } from './features/rename.ts';
import { selectionRanges } from './features/selectionRanges.ts';
import { workspaceSymbols } from './features/workspaceSymbols.ts';
import { documentSymbols } from './features/documentSymbols.ts';
import { hover } from './features/hover.ts';
import { formatting, formattingOnType } from './features/formatting.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { status } from './features/status.ts';
import { markdown, plainText } from './markup.ts';
import { nameAt } from './names/names.ts';
import type { NamingDocument } from './names/namingDocument.ts';
import type { OpenScript } from './openScript.ts';
import { cueAtRequest, cuesRequest, redirectRequest, statusRequest } from './protocol.ts';
import type { Script } from './script.ts';
import type { Session } from './session.ts';
import { inSlices, type Wanted } from './slices.ts';
import { versionedEdit } from './versionedEdit.ts';

/** Wires every feature to its request. A request about a document that is not open is answered with nothing. */
export function wireFeatures({ connection, client, scripts, settings }: Session): void {
  /** Answers at once from the script as it stands. */
  function answer<Params extends { readonly textDocument: TextDocumentIdentifier }, Result>(
    feature: (script: Script, params: Params) => Result,
  ): (params: Params) => Result | null {
    return (params) => {
      const open = scripts.get(params.textDocument.uri);
      return open === undefined ? null : feature(open.script, params);
    };
  }
  /** Answers in slices, so that typing and cancelling never wait. */
  function answerInSlices<Params extends { readonly textDocument: TextDocumentIdentifier }, Result>(
    feature: (script: Script, params: Params) => Generator<undefined, Result, undefined>,
  ): (params: Params, wanted: Wanted) => Promise<Result | null> {
    return async (params, wanted) => {
      const open = scripts.get(params.textDocument.uri);
      if (open === undefined) return null;
      const { version } = open;
      return inSlices(feature(open.script, params), wanted, () => open.version !== version);
    };
  }

  if (client.pullsDiagnostics) {
    connection.languages.diagnostics.on(({ textDocument, previousResultId }) => {
      const open = scripts.get(textDocument.uri);
      if (open === undefined)
        throw new ResponseError(LSPErrorCodes.ServerCancelled, 'not open', { retriggerRequest: false });
      const resultId = String(open.revision);
      if (previousResultId === resultId) return { kind: 'unchanged', resultId };
      return { kind: 'full', resultId, items: diagnostics(open.script, client) };
    });
  }
  connection.onCompletion(async ({ textDocument, position }) => {
    const open = scripts.get(textDocument.uri);
    if (open === undefined) return null;
    const { script } = open;
    const place = completionPlace(script, position);
    if (place === undefined) return null;
    const files = place.kind === 'file' ? await scripts.filesBeside(open, fileEndings[place.of]) : [];
    const readings =
      place.kind === 'reading' && /\p{Script=Han}/u.test(place.written) ? await pinyinReadings() : () => [];
    return completion(script, position, place, { files, readings }, client);
  });
  connection.onCompletionResolve((item) => {
    const data = item.data as ItemData | undefined;
    const open = data === undefined ? undefined : scripts.get(data.uri);
    if (data === undefined || open === undefined) return item;
    const markup = client.markdownInCompletions ? markdown : plainText;
    const documentation = itemDocumentation(open.script, data.about, markup);
    return documentation === undefined ? item : { ...item, documentation };
  });
  connection.onHover(answer((script, { position }) => hover(script, position, client.markdown ? markdown : plainText)));
  connection.onDocumentSymbol(answerInSlices(documentSymbols));
  connection.onFoldingRanges(answerInSlices(foldingRanges));
  const editForClient = (edit: WorkspaceEdit): WorkspaceEdit =>
    client.versionedEdits ? versionedEdit(edit, (uri) => scripts.get(uri)?.version) : edit;
  connection.onCodeAction(
    answer((script, { range, context }) =>
      codeActions(script, range, context).map((action) =>
        action.edit === undefined ? action : { ...action, edit: editForClient(action.edit) },
      ),
    ),
  );
  connection.onDefinition(answerInSlices((script, { position }) => definition(script, position)));
  /** Answers about a name, together with the documents that share it. */
  function answerTogether<Params extends TextDocumentPositionParams, Result>(
    feature: (
      script: Script,
      params: Params,
      others: readonly NamingDocument[],
    ) => Generator<undefined, Result, undefined>,
  ): (params: Params, wanted: Wanted) => Promise<Result | null> {
    return async (params, wanted) => {
      const open = scripts.get(params.textDocument.uri);
      const name = open === undefined ? undefined : nameAt(open.script, params.position);
      const others = open === undefined || name === undefined ? [] : await scripts.sharing(open, name);
      return answerInSlices((script, asked: Params) => feature(script, asked, others))(params, wanted);
    };
  }
  connection.onReferences(
    answerTogether((script, { position, context }: ReferenceParams, others) =>
      references(script, position, context.includeDeclaration, others),
    ),
  );
  connection.onDocumentHighlight(answerInSlices((script, { position }) => documentHighlight(script, position)));
  connection.onPrepareRename(
    answerTogether(function* (script, { position }: TextDocumentPositionParams, others) {
      return prepareRename(script, position, others);
    }),
  );
  const renameTogether = answerTogether((script, { position, newName }: RenameParams, others) =>
    rename(script, position, newName, others),
  );
  connection.onRenameRequest(async (params, wanted) => {
    const edit = await renameTogether(params, wanted);
    return edit === null ? null : editForClient(edit);
  });
  connection.languages.onLinkedEditingRange(answerInSlices((script, { position }) => linkedEditing(script, position)));
  connection.onDocumentLinks(answerInSlices(documentLinks));
  connection.onDocumentFormatting(answerInSlices((script) => formatting(script)));
  connection.onDocumentRangeFormatting(answerInSlices((script, { range }) => formatting(script, range)));
  connection.onDocumentOnTypeFormatting(answer((script, { position }) => formattingOnType(script, position)));
  connection.onSelectionRanges(answer((script, { positions }) => selectionRanges(script, positions)));
  connection.onWorkspaceSymbol(async ({ query }, wanted) => {
    const found: SymbolInformation[] = [];
    for (const open of [...scripts.all])
      for (const symbol of await inSlices(workspaceSymbols(open.script, query), wanted)) found.push(symbol);
    return found;
  });
  connection.onCodeLens(answerInSlices((script) => codeLenses(script, client.commands)));
  connection.languages.inlayHint.on(
    answerInSlices((script, { range }) => inlayHints(script, range, settings().inlayHints)),
  );
  // What the client has of each script's tokens, for the difference to it.
  const sentTokens = new WeakMap<OpenScript, { readonly resultId: string; readonly tokens: SentTokens }>();
  const fullTokens = async (uri: string, wanted: Wanted): Promise<SemanticTokens> => {
    const open = scripts.get(uri);
    const found = await answerInSlices(semanticTokens)({ textDocument: { uri } }, wanted);
    if (open === undefined || found === null) return { data: [] };
    const resultId = String(open.revision);
    sentTokens.set(open, { resultId, tokens: found.sent });
    return { resultId, data: found.data };
  };
  connection.languages.semanticTokens.on(({ textDocument }, wanted) => fullTokens(textDocument.uri, wanted));
  connection.languages.semanticTokens.onDelta(async ({ textDocument, previousResultId }, wanted) => {
    const open = scripts.get(textDocument.uri);
    const before = open === undefined ? undefined : sentTokens.get(open);
    if (open === undefined || before?.resultId !== previousResultId) return fullTokens(textDocument.uri, wanted);
    const difference = (script: Script): ReturnType<typeof tokenDifference> => tokenDifference(before.tokens, script);
    const found = await answerInSlices(difference)({ textDocument }, wanted);
    if (found === null || found === undefined) return fullTokens(textDocument.uri, wanted);
    const resultId = String(open.revision);
    sentTokens.set(open, { resultId, tokens: found.sent });
    return { resultId, edits: found.edits };
  });
  connection.languages.semanticTokens.onRange(async ({ textDocument, range }, wanted) => {
    const data = await answerInSlices((script: Script) => rangeTokens(script, range))({ textDocument }, wanted);
    return { data: data ?? [] };
  });
  connection.onRequest(
    cueAtRequest,
    answer((script, { position }) => resolvedCue(script, position.line)),
  );
  connection.onRequest(redirectRequest, ({ textDocument, position, direction }) => {
    const open = scripts.get(textDocument.uri);
    return open === undefined ? [] : redirect(open.script, position.line, direction);
  });
  connection.onRequest(cuesRequest, answerInSlices(cueList));
  connection.onRequest(statusRequest, answer(status));
}
