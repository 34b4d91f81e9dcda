import { PassThrough } from 'node:stream';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type ProtocolConnection,
  type InitializeResult,
} from 'vscode-languageserver-protocol/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../../language-server/server.ts';

/** A client and a server joined by two streams in one process. */
export interface Joined {
  readonly client: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly end: () => void;
}

/** Starts a server and says hello to it. */
export async function join(
  capabilities: ClientCapabilities = {},
  initializationOptions: unknown = {},
  workspace?: { readonly uri: string; readonly name: string },
): Promise<Joined> {
  const up = new PassThrough();
  const down = new PassThrough();
  serve(createConnection(ProposedFeatures.all, up, down));
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  client.listen();
  const initialized = await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions,
    workspaceFolders: workspace === undefined ? null : [workspace],
  });
  await client.sendNotification('initialized', {});
  return { client, initialized: initialized as InitializeResult, end: () => client.dispose() };
}
