import { expect, test } from 'vitest';
import type { DocumentSymbol, PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { statusRequest } from '../../language-server/protocol.ts';
import { join } from './client.ts';

const uri = 'untitled:scene.voice';

test('opens a script, pushes its problems and answers about it', async () => {
  const { client, end } = await join();
  const pushed = new Promise<PublishDiagnosticsParams>((resolve) => {
    client.onNotification('textDocument/publishDiagnostics', resolve);
  });
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'voice', version: 1, text: '# One\nMIRA: Hello there.\nnonsense\n' },
  });
  const { diagnostics, version } = await pushed;
  expect(version).toBe(1);
  expect(diagnostics.map(({ code, range }) => [code, range.start.line])).toContainEqual([expect.anything(), 2]);
  const symbols = await client.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
    textDocument: { uri },
  });
  expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
    ['One', ['MIRA']],
  ]);
  const status = await client.sendRequest(statusRequest, { textDocument: { uri } });
  expect(status?.cues).toBe(1);
  end();
});
