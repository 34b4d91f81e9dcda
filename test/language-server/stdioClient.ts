import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type WorkspaceFolder,
} from 'vscode-languageserver-protocol/node';
import { dist } from '../built.ts';

/** What a test says hello with. */
export interface Hello {
  readonly capabilities?: ClientCapabilities;
  readonly options?: unknown;
  readonly folders?: readonly WorkspaceFolder[];
  readonly locale?: string;
  /** What `workspace/configuration` answers with. */
  readonly configuration?: () => unknown;
}

/** A client of `tableread lsp --stdio`, the built program in a process of its own. */
export class StdioClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** Methods that this client has sent requests for. */
  readonly asked = new Set<string>();
  readonly #pushed = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Map<string, (params: PublishDiagnosticsParams) => void>();

  private constructor(connection: ProtocolConnection, process: ChildProcess, initialized: InitializeResult) {
    this.connection = connection;
    this.process = process;
    this.initialized = initialized;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#pushed.set(params.uri, params);
      this.#waiting.get(params.uri)?.(params);
    });
  }

  static async start({ capabilities = {}, options, folders, locale, configuration }: Hello = {}): Promise<StdioClient> {
    const child = spawn(process.execPath, [join(dist, 'cli.mjs'), 'lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest('workspace/configuration', (params: { items: unknown[] }) =>
      params.items.map(() => configuration?.() ?? null),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.listen();
    const initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions: options,
      workspaceFolders: folders ?? null,
      ...(locale === undefined ? {} : { locale }),
    });
    await connection.sendNotification('initialized', {});
    return new StdioClient(connection, child, initialized);
  }

  async open(uri: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'voice', version: 1, text },
    });
  }

  ask<Result>(method: string, params: unknown): Promise<Result> {
    this.asked.add(method);
    return this.connection.sendRequest<Result>(method, params);
  }

  /** The diagnostics pushed for a document once they fit. */
  async pushed(
    uri: string,
    fits: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    const known = this.#pushed.get(uri);
    if (known !== undefined && fits(known)) return known;
    return new Promise((resolve) => {
      this.#waiting.set(uri, (params) => {
        if (fits(params)) resolve(params);
      });
    });
  }

  /** Says goodbye as the protocol asks; the exit code of the server. */
  async end(): Promise<number | null> {
    const exited = once(this.process, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = (await exited) as [number | null];
    this.connection.dispose();
    return code;
  }
}
