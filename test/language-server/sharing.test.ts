import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join as joinPath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Location, PublishDiagnosticsParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { join, type Joined } from './client.ts';
import { ClientDocument } from './clientDocument.ts';

// Names that a shared file makes, in all scripts that take it in.

const files: Readonly<Record<string, string>> = {
  'series.yaml': [
    'extends: base.yaml',
    'cast:',
    '  "MIRA": { draft: en, aliases: [M], mood: low }',
    'moods:',
    '  low: sad 0.2',
    '',
  ].join('\r\n'),
  'base.yaml': 'cast: { 老周: { draft: zh, mood: low 0.5 } }\n',
  'words.yaml': '# words\nUeno: OO eh no\nGIF: jif\n',
  'marked.yaml': '---\ncast: { EVE: { draft: en } }\n',
  'one.voice': '---\nextends: series.yaml\nlexicon: words.yaml\n---\nMIRA (low): To Ueno.\nM: Yes.\nEVE: No.\n',
  'two/two.voice': '---\nextends: ../series.yaml\ncast:\n  MIRA: { gain: 3 }\n---\nBOB: MIRA?\nmira: {low} Here.\n',
  'three.voice': '---\nextends: series.yaml\n---\nBOB: On the disk it says so.\n',
  'apart.voice': '---\ncast: { MIRA: {} }\n---\nMIRA: Not theirs.\n',
  'lexical.voice': '---\nlexicon: words.yaml\n---\nMIRA: Ueno, again.\n',
  'marked.voice': '---\nextends: marked.yaml\n---\nEVE: Hi.\n',
};
/** What the editor has of a script that is open and not saved. */
const unsaved = '---\nextends: series.yaml\n---\nMIRA: Not saved yet.\n';

let folder: string;
let joined: Joined;
const uriOf = (name: string): string => pathToFileURL(joinPath(folder, name)).href;

beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'tableread-sharing-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(joinPath(folder, name)), { recursive: true });
    await writeFile(joinPath(folder, name), text);
  }
  joined = await join({}, {}, { uri: pathToFileURL(folder).href, name: 'series' });
  const { client } = joined;
  // Once nothing is unknown in a script, its shared files have been read.
  const known = new Map<string, () => void>();
  client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    if (!diagnostics.some(({ code }) => code === 'voice/unknown-speaker')) known.get(uri)?.();
  });
  for (const [name, text] of [
    ['one.voice', files['one.voice']?.replace('EVE: No.\n', '') ?? ''],
    ['three.voice', unsaved],
    ['marked.voice', files['marked.voice'] ?? ''],
  ] as const) {
    const uri = uriOf(name);
    const read = new Promise<void>((resolve) => known.set(uri, resolve));
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'voice', version: 1, text },
    });
    await read;
  }
});
afterAll(async () => {
  joined.end();
  await rm(folder, { recursive: true, force: true });
});

/** Texts of the documents of the folder after an edit, by name; those that it leaves as they are left out. */
function edited({ changes = {} }: WorkspaceEdit): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).map(([uri, edits]: [string, TextEdit[]]) => {
      const name = fileURLToPath(uri)
        .slice(folder.length + 1)
        .replaceAll('\\', '/');
      const text = name === 'three.voice' ? unsaved : (files[name] ?? '');
      return [name, new ClientDocument(text, 'utf-16').edited(edits)];
    }),
  );
}

const rename = async (line: number, character: number, newName: string, name = 'one.voice'): Promise<WorkspaceEdit> =>
  joined.client.sendRequest<WorkspaceEdit>('textDocument/rename', {
    textDocument: { uri: uriOf(name) },
    position: { line, character },
    newName,
  });

describe('rename', () => {
  test('a speaker: in the shared file and every script that takes it in, open or on the disk', async () => {
    expect(edited(await rename(4, 1, 'ZOE'))).toEqual({
      'series.yaml': files['series.yaml']?.replace('MIRA', 'ZOE'),
      'one.voice': files['one.voice']?.replace('MIRA', 'ZOE'),
      'two/two.voice': '---\nextends: ../series.yaml\ncast:\n  ZOE: { gain: 3 }\n---\nBOB: MIRA?\nZOE: {low} Here.\n',
      'three.voice': unsaved.replace('MIRA', 'ZOE'),
    });
  });
  test('a mood: in the files that use it, too', async () => {
    expect(edited(await rename(4, 7, 'down'))).toEqual({
      'series.yaml': files['series.yaml']?.replaceAll('low', 'down'),
      'base.yaml': files['base.yaml']?.replace('low', 'down'),
      'one.voice': files['one.voice']?.replace('low', 'down'),
      'two/two.voice': files['two/two.voice']?.replace('low', 'down'),
    });
  });
  test('an alias alone', async () => {
    expect(edited(await rename(5, 0, 'MIMI'))).toEqual({
      'series.yaml': files['series.yaml']?.replace('[M]', '[MIMI]'),
      'one.voice': files['one.voice']?.replace('\nM:', '\nMIMI:'),
    });
  });
  test('a word of a shared lexicon', async () => {
    expect(edited(await rename(4, 16, 'Ueno-ku'))).toEqual({
      'words.yaml': files['words.yaml']?.replace('Ueno', 'Ueno-ku'),
      'one.voice': files['one.voice']?.replace('Ueno', 'Ueno-ku'),
      'lexical.voice': files['lexical.voice']?.replace('Ueno', 'Ueno-ku'),
    });
  });
  test('is refused where another of the scripts has that name already', async () => {
    await expect(rename(4, 1, 'BOB')).rejects.toThrow('already');
    await expect(rename(4, 1, '老周')).rejects.toThrow('already');
  });
  test('is refused where the shared file cannot be written into', async () => {
    await expect(rename(3, 1, 'ADA', 'marked.voice')).rejects.toThrow('rename it there');
  });
});

test('references: all places of the name, with where it is made', async () => {
  const ask = async (includeDeclaration: boolean): Promise<readonly string[]> => {
    const found = await joined.client.sendRequest<Location[]>('textDocument/references', {
      textDocument: { uri: uriOf('one.voice') },
      position: { line: 4, character: 1 },
      context: { includeDeclaration },
    });
    return found
      .map(
        ({ uri, range: { start } }) =>
          `${fileURLToPath(uri)
            .slice(folder.length + 1)
            .replaceAll('\\', '/')} ${start.line}:${start.character}`,
      )
      .toSorted();
  };
  const uses = ['one.voice 4:0', 'one.voice 5:0', 'three.voice 3:0', 'two/two.voice 6:0'];
  expect(await ask(false)).toEqual(uses);
  expect(await ask(true)).toEqual(['series.yaml 2:3', 'series.yaml 2:33', 'two/two.voice 3:2', ...uses].toSorted());
});
