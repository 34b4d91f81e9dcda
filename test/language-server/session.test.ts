import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
  type DocumentSymbol,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
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

/** A client that writes down what comes, in its order. */
async function listening(text: string): Promise<{ client: ProtocolConnection; heard: string[]; end: () => void }> {
  const { client, end } = await join();
  const heard: string[] = [];
  const first = new Promise<void>((resolve) => {
    client.onNotification('textDocument/publishDiagnostics', ({ version }: PublishDiagnosticsParams) => {
      heard.push(`problems of ${String(version)}`);
      resolve();
    });
  });
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'voice', version: 1, text },
  });
  await first;
  return { client, heard, end };
}

describe('typing never waits', () => {
  const change = (version: number): object => ({
    textDocument: { uri, version },
    contentChanges: [{ range: { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } }, text: 'x' }],
  });

  test('what is asked right behind keystrokes is answered before they are checked, and a burst is checked once', async () => {
    const { client, heard, end } = await listening('MIRA: Hello.\nBOB: Hi.\nMIRA: And?\n');
    const last = new Promise<void>((resolve) => {
      client.onNotification('textDocument/publishDiagnostics', ({ version }: PublishDiagnosticsParams) => {
        heard.push(`problems of ${String(version)}`);
        if (version === 21) resolve();
      });
    });
    // Written without waiting, as an editor does.
    const sent: Promise<unknown>[] = [];
    for (let version = 2; version <= 21; version++) {
      sent.push(client.sendNotification('textDocument/didChange', change(version)));
    }
    const asked = client
      .sendRequest('textDocument/completion', { textDocument: { uri }, position: { line: 3, character: 0 } })
      .then(() => heard.push('completion'));
    sent.push(asked);
    await Promise.all([...sent, last]);
    expect(heard).toEqual(['problems of 1', 'completion', 'problems of 21']);
    end();
  });

  test('a keystroke is checked, and a completion answered, while something long is worked out', async () => {
    const { client, heard, end } = await listening('MIRA: Hello there.\n'.repeat(20_000));
    const noted = async (name: string, answer: Promise<unknown>): Promise<void> => {
      const outcome = await answer.then(
        () => 'answered',
        (error: unknown) => `refused with ${error instanceof ResponseError ? error.code : 'no code'}`,
      );
      heard.push(`${name} ${outcome}`);
    };
    const long = noted('symbols', client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }));
    const position = { line: 20_000, character: 0 };
    const short = noted(
      'completion',
      client.sendRequest('textDocument/completion', { textDocument: { uri }, position }),
    );
    await client.sendNotification('textDocument/didChange', change(2));
    await Promise.all([long, short]);
    // ContentModified: the script has changed under it.
    expect(heard.slice(1)).toEqual(['completion answered', `symbols refused with ${LSPErrorCodes.ContentModified}`]);
    end();
  });
});

test('a file that is looked at anew and is as it was shows nothing anew', async () => {
  const folder = await mkdtemp(joinPath(tmpdir(), 'tableread-session-'));
  const { client, end } = await join({}, {}, { uri: pathToFileURL(folder).href, name: 'one' });
  const place = { uri: pathToFileURL(joinPath(folder, 'a.voice')).href };
  const pushed: (readonly unknown[])[] = [];
  const isMissing = new Promise<void>((resolve) => {
    client.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: PublishDiagnosticsParams) => {
      const codes = diagnostics.map(({ code }) => code);
      pushed.push(codes);
      if (codes.includes('voice/recording-missing')) resolve();
    });
  });
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { ...place, languageId: 'voice', version: 1, text: '! rain.wav\nMIRA: Hi.\n' },
  });
  await isMissing;
  const before = pushed.length;
  await client.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: pathToFileURL(joinPath(folder, 'rain.wav')).href, type: 3 }],
  });
  await client.sendNotification('tableread/trust', { trusted: true });
  // It is there now, and no sound.
  await writeFile(joinPath(folder, 'rain.wav'), 'no sound');
  await client.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: pathToFileURL(joinPath(folder, 'rain.wav')).href, type: 1 }],
  });
  await expect.poll(() => pushed.at(-1)).toContain('voice/recording-not-audio');
  // Never was the file one of which nothing is known.
  for (const codes of pushed.slice(before))
    expect(codes.some((code) => String(code).startsWith('voice/recording-'))).toBe(true);
  expect(pushed.length - before).toBe(1);
  end();
  await rm(folder, { recursive: true });
});

test('edits carry the version that they were made for, where the client takes it', async () => {
  const text = 'MIRA (afriad 0.5): Hi.\n';
  const params = { textDocument: { uri }, position: { line: 0, character: 1 }, newName: 'ZOE' };
  const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 12 } };
  for (const documentChanges of [true, false]) {
    const { client, end } = await join({ workspace: { workspaceEdit: { documentChanges } } });
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'voice', version: 7, text },
    });
    const renamed = await client.sendRequest<WorkspaceEdit>('textDocument/rename', params);
    const [fix] = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    for (const edit of [renamed, fix?.edit]) {
      const edits = [expect.objectContaining({ newText: expect.any(String) as string })];
      expect(edit).toEqual(
        documentChanges
          ? { documentChanges: [{ textDocument: { uri, version: 7 }, edits }] }
          : { changes: { [uri]: edits } },
      );
    }
    end();
  }
});
