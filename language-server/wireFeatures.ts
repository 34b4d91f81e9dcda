import {
  LSPErrorCodes,
  ResponseError,
  SemanticTokensBuilder,
  type TextDocumentIdentifier,
} from 'vscode-languageserver/node';
import { pinyinReadings } from './completion/pinyinReadings.ts';
import { cueAt } from './cueAt.ts';
import { fixAll, quickFixes } from './features/codeActions.ts';
import { codeLenses } from './features/codeLenses.ts';
import { completion, completionPlace, fileEndings, itemDocumentation, type ItemData } from './features/completion.ts';
import { cueList } from './features/cueList.ts';
import { resolvedCue } from './features/resolvedCue.ts';
import { allSemanticTokens, semanticTokens } from './features/semanticTokens.ts';
import { inlayHints } from './features/inlayHints.ts';
import { diagnostics } from './features/diagnostics.ts';
import { documentSymbols } from './features/documentSymbols.ts';
import { hover } from './features/hover.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { status } from './features/status.ts';
import { markdown, plainText } from './markup.ts';
import { cueAtRequest, cuesRequest, statusRequest } from './protocol.ts';
import type { Script } from './script.ts';
import type { Session } from './session.ts';
import { inSlices, type Wanted } from './slices.ts';

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
  connection.onCodeAction(
    answer((script, { range, context }) => {
      const all = context.only?.some((kind) => kind.startsWith('source')) === true ? fixAll(script) : undefined;
      return [...quickFixes(script, range, context.diagnostics), ...(all === undefined ? [] : [all])];
    }),
  );
  connection.onCodeLens(answerInSlices((script) => codeLenses(script, client.commands)));
  connection.languages.inlayHint.on(
    answerInSlices((script, { range }) => inlayHints(script, range, settings().inlayHints)),
  );
  connection.languages.semanticTokens.on(
    async (params, wanted) => (await answerInSlices(allSemanticTokens)(params, wanted)) ?? { data: [] },
  );
  connection.languages.semanticTokens.onRange(async ({ textDocument, range }, wanted) => {
    const builder = new SemanticTokensBuilder();
    await answerInSlices((script: Script) => semanticTokens(script, builder, range))({ textDocument }, wanted);
    return builder.build();
  });
  connection.onRequest(
    cueAtRequest,
    answer((script, { position }) => {
      const cue = cueAt(script, position.line);
      return cue === undefined ? null : resolvedCue(script, cue);
    }),
  );
  connection.onRequest(cuesRequest, answerInSlices(cueList));
  connection.onRequest(statusRequest, answer(status));
}
