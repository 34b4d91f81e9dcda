import { mkdir, mkdtemp, rm, symlink, writeFile, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionList,
  Diagnostic,
  InlayHint,
  SemanticTokens,
  SemanticTokensDelta,
} from 'vscode-languageserver-protocol/node';
import { lensCommands } from '../../language-server/features/codeLenses.ts';
import type { Status, CueList } from '../../language-server/protocol.ts';
import { built } from '../built.ts';
import { StdioClient } from './stdioClient.ts';

let folder: string;
beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'tableread-lsp-'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A silent recording. */
function wav(seconds: number): Buffer {
  const header = Buffer.alloc(44);
  const bytes = seconds * 8000 * 2;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([header, Buffer.alloc(bytes)]);
}

const pulls: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown'] },
    rename: { prepareSupport: true },
  },
  workspace: { workspaceFolders: true, configuration: true },
};
const uri = 'untitled:scene.voice';
const text = [
  '---',
  'cast:',
  '  MIRA: { draft: en }',
  'moods: { terrified: afraid 0.6 }',
  '---',
  '# One',
  'MIRA (terrified): Hello there, {mark door}you.',
  'BOB (afriad 0.7) [at door]: Hi.',
  '',
].join('\n');
const textDocument = { uri };

const at = { line: 6, character: 2 };
const all = { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } };

describe('capabilities', () => {
  const options = { tabSize: 2, insertSpaces: true };
  const script = [
    '---',
    'cast:',
    '  MIRA: { draft: en }',
    'moods: { terrified: afraid 0.6 }',
    '---',
    '# One',
    'MIRA (terrified): Hello there, {mark door}you.',
    'BOB (afriad 0.7) [at door]: Hi.',
    'MIRA(sad):Untidy.',
    '! rain.wav',
    '',
  ].join('\n');
  const whole = { start: { line: 0, character: 0 }, end: { line: 10, character: 0 } };
  const position = at;
  const onMark = { line: 6, character: 37 };
  const slip = { start: { line: 7, character: 5 }, end: { line: 7, character: 11 } };

  /** What each capability is exercised with: where it stands in the answer to `initialize`, method and parameters. */
  const exercises: readonly (readonly [capability: string, method: string, params: object])[] = [
    ['completionProvider', 'textDocument/completion', { position: { line: 10, character: 0 } }],
    ['hoverProvider', 'textDocument/hover', { position }],
    ['definitionProvider', 'textDocument/definition', { position }],
    ['referencesProvider', 'textDocument/references', { position, context: { includeDeclaration: true } }],
    ['documentHighlightProvider', 'textDocument/documentHighlight', { position }],
    ['renameProvider', 'textDocument/rename', { position, newName: 'ZOE' }],
    ['renameProvider.prepareProvider', 'textDocument/prepareRename', { position }],
    ['linkedEditingRangeProvider', 'textDocument/linkedEditingRange', { position: onMark }],
    ['documentLinkProvider', 'textDocument/documentLink', {}],
    ['workspaceSymbolProvider', 'workspace/symbol', { query: 'One' }],
    ['documentSymbolProvider', 'textDocument/documentSymbol', {}],
    ['foldingRangeProvider', 'textDocument/foldingRange', {}],
    ['selectionRangeProvider', 'textDocument/selectionRange', { positions: [at] }],
    ['codeActionProvider', 'textDocument/codeAction', { range: slip, context: { diagnostics: [] } }],
    ['codeLensProvider', 'textDocument/codeLens', {}],
    ['inlayHintProvider', 'textDocument/inlayHint', { range: whole }],
    ['diagnosticProvider', 'textDocument/diagnostic', {}],
    ['documentFormattingProvider', 'textDocument/formatting', { options }],
    ['documentRangeFormattingProvider', 'textDocument/rangeFormatting', { range: whole, options }],
    [
      'documentOnTypeFormattingProvider',
      'textDocument/onTypeFormatting',
      { position: { line: 9, character: 0 }, ch: '\n', options },
    ],
    ['semanticTokensProvider', 'textDocument/semanticTokens/full', {}],
    ['semanticTokensProvider.range', 'textDocument/semanticTokens/range', { range: whole }],
    ['semanticTokensProvider.full.delta', 'textDocument/semanticTokens/full/delta', { previousResultId: '' }],
  ];
  /** Exercised by an item of the list of completions. */
  const resolving = 'completionProvider.resolveProvider';
  /** What is no request: how a capability is used, not that there is one. */
  const manner =
    /\.(?:triggerCharacters|firstTriggerCharacter|legend|full|label|identifier|codeActionKinds|\w+Dependencies)$/;

  /** Names of all capabilities of requests that are announced, those within others too: `renameProvider.prepareProvider`. */
  function announced(capabilities: object): string[] {
    return Object.entries(capabilities).flatMap(([name, value]: [string, unknown]): string[] => {
      if (!name.endsWith('Provider')) return [];
      return [name, ...within(name, value)].filter((each) => !manner.test(each));
    });
  }
  function within(name: string, value: unknown): string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      inner === false ? [] : [`${name}.${key}`, ...(key === 'legend' ? [] : within(`${name}.${key}`, inner))],
    );
  }

  async function opened(capabilities: ClientCapabilities, commands: readonly string[]): Promise<StdioClient> {
    const place = await mkdtemp(join(folder, 'capabilities-'));
    await writeFile(join(place, 'rain.wav'), wav(1));
    uriOfFile = pathToFileURL(join(place, 'a.voice')).href;
    const client = await StdioClient.start({
      capabilities,
      options: { commands },
      folders: [{ uri: pathToFileURL(place).href, name: 'capabilities' }],
    });
    await client.open(uriOfFile, script);
    return client;
  }
  let uriOfFile = '';

  test('each that is announced is exercised, and answers with something; each that is exercised is announced', async () => {
    const client = await opened(pulls, Object.values(lensCommands));
    expect(announced(client.initialized.capabilities).toSorted()).toEqual(
      [...new Set([...exercises.map(([capability]) => capability), resolving])].toSorted(),
    );
    for (const [, method, params] of exercises) {
      const result = await client.ask(method, { textDocument: { uri: uriOfFile }, ...params });
      expect(result, method).toBeTruthy();
      expect(result, method).not.toEqual([]);
    }
    const { items } = await client.ask<CompletionList>('textDocument/completion', {
      textDocument: { uri: uriOfFile },
      position: { line: 10, character: 0 },
    });
    expect(items.slice(0, 2).map(({ label }) => label)).toEqual(['BOB', 'MIRA']);
    const resolved = await client.ask<CompletionList['items'][number]>('completionItem/resolve', items[0]);
    expect(JSON.stringify(resolved.documentation)).toContain('BOB');
    // The workspace folders, which are no `Provider`.
    expect(client.initialized.capabilities.workspace?.workspaceFolders).toEqual({
      supported: true,
      changeNotifications: true,
    });
    expect(await client.end()).toBe(0);
  }, 60_000);

  test('a client that can do little is told of less, and what it is not told of is refused or without effect', async () => {
    const client = await opened({}, []);
    const told = announced(client.initialized.capabilities);
    const missing = exercises.filter(([capability]) => !told.includes(capability));
    expect(missing.map(([capability]) => capability).toSorted()).toEqual([
      'codeLensProvider',
      'diagnosticProvider',
      'renameProvider.prepareProvider',
    ]);
    await expect(client.ask('textDocument/diagnostic', { textDocument: { uri: uriOfFile } })).rejects.toThrow();
    expect(await client.ask('textDocument/codeLens', { textDocument: { uri: uriOfFile } })).toEqual([]);
    expect(await client.end()).toBe(0);
  }, 60_000);
});

test('what is not announced is refused', async () => {
  const client = await StdioClient.start();
  // Neither lenses without commands nor pulled diagnostics for this client, colours for none.
  for (const name of ['codeLensProvider', 'diagnosticProvider', 'colorProvider']) {
    expect(client.initialized.capabilities).not.toHaveProperty(name);
  }
  for (const method of ['textDocument/diagnostic', 'textDocument/documentColor']) {
    await expect(client.ask(method, { textDocument })).rejects.toThrow();
  }
  expect(await client.end()).toBe(0);
}, 60_000);

test('typing: diagnostics pushed once, tokens as a difference, requests of our own', async () => {
  const client = await StdioClient.start();
  await client.open(uri, text);
  const first = await client.pushed(uri);
  expect(first.diagnostics.map(({ code }) => code)).toContain('voice/unknown-emotion');
  const before = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [
      { range: { start: { line: 7, character: 5 }, end: { line: 7, character: 11 } }, text: 'afraid' },
      { range: { start: { line: 8, character: 0 }, end: { line: 8, character: 0 } }, text: 'BOB: Bye.\n' },
    ],
  });
  const second = await client.pushed(uri, ({ version }) => version === 2);
  expect(second.diagnostics.map(({ code }) => code)).not.toContain('voice/unknown-emotion');
  const delta = await client.ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
    textDocument,
    previousResultId: before.resultId,
  });
  const made = [...before.data];
  for (const { start, deleteCount, data = [] } of delta.edits) made.splice(start, deleteCount, ...data);
  const whole = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  expect(made).toEqual(whole.data);
  const status = await client.ask<Status>('tableread/status', { textDocument });
  expect(status.cues).toBe(3);
  const cues = await client.ask<CueList>('tableread/cues', { textDocument });
  expect(cues.cues).toHaveLength(3);
  const cue = await client.ask<{ speaker: string }>('tableread/cueAt', { textDocument, position: at });
  expect(cue.speaker).toBe('MIRA');
  const edits = await client.ask('tableread/redirect', {
    textDocument,
    position: { line: 8, character: 0 },
    direction: { length: '2s' },
  });
  expect(edits).toEqual([
    { range: { start: { line: 8, character: 3 }, end: { line: 8, character: 3 } }, newText: ' [2s]' },
  ]);
  const actions = await client.ask<CodeAction[]>('textDocument/codeAction', {
    textDocument,
    range: all,
    context: { diagnostics: second.diagnostics },
  });
  expect(actions.length).toBeGreaterThan(0);
  expect(await client.end()).toBe(0);
}, 60_000);

test('columns in UTF-8 for a client that offers nothing else', async () => {
  const client = await StdioClient.start({ capabilities: { general: { positionEncodings: ['utf-8'] } } });
  expect(client.initialized.capabilities.positionEncoding).toBe('utf-8');
  await client.open(uri, '老周 (afriad 0.7): 好。\n');
  const { diagnostics } = await client.pushed(uri);
  const slip = diagnostics.find(({ code }) => code === 'voice/unknown-emotion');
  expect(slip?.range).toEqual({ start: { line: 0, character: 8 }, end: { line: 0, character: 14 } });
  await client.end();
}, 60_000);

test('a cancelled request answers at once, and typing goes on', async () => {
  const client = await StdioClient.start({ capabilities: pulls });
  await client.open(uri, Array.from({ length: 20_000 }, (_, n) => `MIRA: This is line ${n}.`).join('\n'));
  await client.ask('tableread/status', { textDocument });
  const id = 'long';
  const answer = new Promise<unknown>((resolve) => {
    const { stdout, stdin } = client.process;
    let seen = '';
    stdout?.on('data', (data: Buffer) => {
      seen += data.toString();
      const match = /\{"jsonrpc":"2\.0","id":"long".*?"code":(-\d+)/.exec(seen);
      if (match !== null) resolve(Number(match[1]));
    });
    for (const message of [
      { id, method: 'textDocument/documentSymbol', params: { textDocument } },
      { method: '$/cancelRequest', params: { id } },
    ]) {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }
  });
  // RequestCancelled
  expect(await answer).toBe(-32800);
  await client.end();
}, 60_000);

describe('what lies around a script', () => {
  const codes = (diagnostics: readonly Diagnostic[]): readonly unknown[] => diagnostics.map(({ code }) => code);

  test('recordings are looked for, found when they come, in each folder of a workspace', async () => {
    const one = join(folder, 'one');
    const two = join(folder, 'two');
    await mkdir(one);
    await mkdir(two);
    await writeFile(join(two, 'rain.wav'), wav(1));
    const client = await StdioClient.start({
      folders: [one, two].map((path) => ({ uri: pathToFileURL(path).href, name: path })),
    });
    const first = pathToFileURL(join(one, 'a.voice')).href;
    const second = pathToFileURL(join(two, 'b.voice')).href;
    await client.open(first, '! rain.wav\nMIRA: Hi.\n');
    await client.open(second, '! rain.wav\nMIRA: Hi.\n');
    const missing = ({ diagnostics }: { diagnostics: Diagnostic[] }): boolean =>
      codes(diagnostics).includes('voice/recording-missing');
    await client.pushed(first, missing);
    await writeFile(join(one, 'rain.wav'), wav(1));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(join(one, 'rain.wav')).href, type: 1 }],
    });
    await client.pushed(first, (params) => !missing(params));
    const { items } = await client.ask<CompletionList>('textDocument/completion', {
      textDocument: { uri: second },
      position: { line: 0, character: 2 },
    });
    expect(items.map(({ label }) => label)).toEqual(['rain.wav']);
    await client.end();
  }, 60_000);

  test('lengths of finished takes are taken from the store, and watched', async () => {
    const place = join(folder, 'takes');
    await mkdir(join(place, '.tableread'), { recursive: true });
    const script = pathToFileURL(join(place, 'a.voice')).href;
    const client = await StdioClient.start({ folders: [{ uri: pathToFileURL(place).href, name: 'takes' }] });
    await client.open(script, 'MIRA: Hi.\n');
    const cue = async (): Promise<CueList['cues'][number] | undefined> =>
      (await client.ask<CueList>('tableread/cues', { textDocument: { uri: script } })).cues[0];
    const { digest = '', measured } = (await cue()) ?? {};
    expect(measured).toBe(false);
    const file = join(place, '.tableread', 'lengths.jsonl');
    await appendFile(file, `{"digest":"${digest}","seconds":7.250000}\n`);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(file).href, type: 1 }],
    });
    await expect.poll(cue).toMatchObject({ measured: true, seconds: 7.25 });
    await client.end();
  }, 60_000);

  test('while the workspace is not trusted nothing outside it is touched; trust changes that', async () => {
    const inside = join(folder, 'inside');
    await mkdir(inside);
    const secret = join(folder, 'secret.wav');
    await writeFile(secret, 'no sound');
    let link = '';
    try {
      await symlink(secret, join(inside, 'link.wav'));
      link = '! link.wav\n';
    } catch {
      console.log('no links here: the line with a link is left out');
    }
    const script = pathToFileURL(join(inside, 'a.voice')).href;
    const lines = `${link}! ../secret.wav\n! "${secret.replaceAll('\\', '/')}"\n! //host/share/x.wav\n! gone.wav\n`;
    const client = await StdioClient.start({ folders: [{ uri: pathToFileURL(inside).href, name: 'inside' }] });
    await client.open(script, lines);
    const shown = await client.pushed(script, ({ diagnostics }) =>
      codes(diagnostics).includes('voice/recording-missing'),
    );
    const count = lines.split('\n').length - 2;
    expect(codes(shown.diagnostics).filter((code) => code === 'voice/recording-outside')).toHaveLength(count);
    expect(codes(shown.diagnostics)).not.toContain('voice/recording-not-audio');
    await client.connection.sendNotification('tableread/trust', { trusted: true });
    const after = await client.pushed(script, ({ diagnostics }) =>
      codes(diagnostics).includes('voice/recording-not-audio'),
    );
    expect(codes(after.diagnostics)).not.toContain('voice/recording-outside');
    await client.end();
  }, 60_000);

  test('settings change without a new start', async () => {
    let start = true;
    let gap = 0.25;
    const client = await StdioClient.start({
      capabilities: pulls,
      configuration: () => ({ inlayHints: { start, length: true, emotion: true }, render: { gap } }),
    });
    await client.open(uri, 'MIRA: Hello.\nMIRA: Hello again.\n');
    const hints = async (): Promise<string> =>
      (await client.ask<InlayHint[]>('textDocument/inlayHint', { textDocument, range: all }))
        .map(({ label }) => JSON.stringify(label))
        .join('|');
    expect(await hints()).toContain('0:00.0');
    const before = await hints();
    gap = 2;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    // Every line but the first starts later.
    await expect.poll(hints).not.toBe(before);
    start = false;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await expect.poll(hints).not.toContain('0:00.0');
    await client.end();
  }, 60_000);

  test('problems in the reader’s language', async () => {
    const client = await StdioClient.start({ locale: 'zh-CN' });
    await client.open(uri, text);
    const { diagnostics } = await client.pushed(uri);
    expect(diagnostics.every(({ message }) => /\p{Script=Han}/u.test(JSON.stringify(message)))).toBe(true);
    await client.end();
  }, 60_000);
});
