import { join } from 'node:path';
import {
  EventEmitter,
  Range,
  workspace,
  type CancellationToken,
  type CodeLens,
  type Diagnostic,
  type Disposable,
  type LogOutputChannel,
  type Position,
  type TextDocument,
  type Uri,
} from 'vscode';
import {
  CodeLensRefreshRequest,
  CodeLensRequest,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  LanguageClient,
  TransportKind,
  type FileEvent,
} from 'vscode-languageclient/node';
import {
  cueAtRequest,
  cuesRequest,
  redirectRequest,
  statusRequest,
  trustNotification,
  type CueList,
  type Direction,
  type InitializationOptions,
  type ResolvedCue,
  type Status,
} from '../language-server/protocol.ts';
import { editorLocale } from './editorLocale.ts';

/** Lenses that the server makes, because the extension carries out their commands. */
const lensCommands = ['tableread.playLine', 'tableread.playFromHere', 'tableread.renderScene', 'tableread.showSpeaker'];

export interface LanguageServiceOptions {
  /** Folder of the bundled programs. */
  readonly dist: string;
  readonly log: LogOutputChannel;
}

/** A replacement of text in a script, as the editor takes it. */
export interface ScriptEdit {
  readonly range: Range;
  readonly newText: string;
}

/** The language server in a process of its own, and its requests. A document that it does not know is answered with null. */
export class LanguageService implements Disposable {
  readonly #lensesChanged = new EventEmitter<void>();
  /** Lenses would be others now, although no text changed. */
  readonly onDidChangeLenses = this.#lensesChanged.event;
  readonly #client: LanguageClient;
  readonly #trust: Disposable;

  constructor({ dist, log }: LanguageServiceOptions) {
    const options: InitializationOptions = {
      trusted: workspace.isTrusted,
      locale: editorLocale,
      commands: lensCommands,
    };
    this.#client = new LanguageClient(
      'tableread',
      'Tableread',
      { module: join(dist, 'server.mjs'), transport: TransportKind.ipc },
      {
        documentSelector: [{ language: 'voice' }],
        initializationOptions: options,
        outputChannel: log,
      },
    );
    // The extension offers the lenses itself, from its first moment: the editor waits before it asks for lenses, and it waits
    // anew when someone else offers some. So that wait and the start of the server pass side by side.
    this.#client.registerFeature({
      fillClientCapabilities: () => undefined,
      preInitialize: (capabilities) => {
        delete capabilities.codeLensProvider;
      },
      initialize: () => {
        this.#client.onRequest(CodeLensRefreshRequest.type, () => this.#lensesChanged.fire());
      },
      getState: () => ({ kind: 'static' }),
      clear: () => undefined,
    });
    this.#trust = workspace.onDidGrantWorkspaceTrust(() => {
      void this.#client.sendNotification(trustNotification, { trusted: true });
    });
  }

  async start(): Promise<void> {
    await this.#client.start();
  }

  /** The lenses of a document; null: it is not open, or nobody waits for them any more. */
  async lenses(document: TextDocument, token: CancellationToken): Promise<readonly CodeLens[] | null> {
    // Behind the start: by then the server has been told of the documents that are open.
    await this.#client.start();
    try {
      const params = this.#client.code2ProtocolConverter.asCodeLensParams(document);
      const lenses = await this.#client.sendRequest(CodeLensRequest.type, params, token);
      return (await this.#client.protocol2CodeConverter.asCodeLenses(lenses, token)) ?? null;
    } catch (error) {
      return this.#client.handleFailedRequest(CodeLensRequest.type, token, error, null);
    }
  }

  cues(document: TextDocument): Promise<CueList | null> {
    return this.#client.sendRequest(cuesRequest, { textDocument: this.#identifier(document) });
  }

  cueAt(document: TextDocument, position: Position): Promise<ResolvedCue | null> {
    const textDocument = this.#identifier(document);
    return this.#client.sendRequest(cueAtRequest, {
      textDocument,
      position: { line: position.line, character: position.character },
    });
  }

  status(document: TextDocument): Promise<Status | null> {
    return this.#client.sendRequest(statusRequest, { textDocument: this.#identifier(document) });
  }

  /** What is wrong with a document, shown or not: of those that nobody sees the editor itself asks nothing. */
  async problems(document: TextDocument): Promise<readonly Diagnostic[]> {
    const report = await this.#client.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: this.#identifier(document),
    });
    return report.kind === 'full' ? this.#client.protocol2CodeConverter.asDiagnostics(report.items) : [];
  }

  /** The smallest edits that give the cue at a position another direction. */
  async redirect(document: TextDocument, position: Position, direction: Direction): Promise<readonly ScriptEdit[]> {
    const edits = await this.#client.sendRequest(redirectRequest, {
      textDocument: this.#identifier(document),
      position: { line: position.line, character: position.character },
      direction,
    });
    return edits.map(({ range: { start, end }, newText }) => ({
      range: new Range(start.line, start.character, end.line, end.character),
      newText,
    }));
  }

  /** A file that the server may not be watching (it watches the workspace alone) has changed. */
  async fileChanged(file: Uri): Promise<void> {
    const uri = this.#client.code2ProtocolConverter.asUri(file);
    const change: FileEvent = { uri, type: FileChangeType.Changed };
    await this.#client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [change] });
  }

  dispose(): void {
    this.#trust.dispose();
    this.#lensesChanged.dispose();
    void this.#client.dispose();
  }

  /** Ends the server; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#trust.dispose();
    if (this.#client.isRunning()) await this.#client.stop();
  }

  #identifier(document: TextDocument): { readonly uri: string } {
    return this.#client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  }
}
