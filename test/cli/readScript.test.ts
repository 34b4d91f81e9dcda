import { spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readScript, readStandardInput } from '../../cli/readScript.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'tableread-script-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('readScript', () => {
  it('gives the text as it is: byte-order mark, line ends, astral characters, U+FFFD', async () => {
    const text = '\ufeff: 你好 👍\r\n: \ufffd\r: x';
    expect(await readScript(await file('plain.voice', text))).toBe(text);
  });

  it.each([
    ['at the start', [0xff, 0x41], { line: 1, column: 1, byte: '0xFF' }],
    ['after wide characters', [...Buffer.from(': 你👍\n: é'), 0xe9, 0x21], { line: 2, column: 4, byte: '0xE9' }],
    ['after CR and CRLF', [...Buffer.from('a\rb\r\nc'), 0x80], { line: 3, column: 2, byte: '0x80' }],
    ['after a genuine U+FFFD', [...Buffer.from('\ufffd\n\ufffd'), 0xc0], { line: 2, column: 2, byte: '0xC0' }],
    ['in a character that the end cuts off', [0x41, 0xe4, 0xbd], { line: 1, column: 2, byte: '0xE4' }],
    ['as a surrogate half', [0x41, 0xed, 0xa0, 0x80], { line: 1, column: 2, byte: '0xED' }],
  ])('names the place of a byte that is not UTF-8 %s', async (_, bytes, values) => {
    const path = await file('broken.voice', Buffer.from(bytes));
    await expect(readScript(path)).rejects.toMatchObject({ code: 'cli/not-utf8', values: { path, ...values } });
  });

  it('knows UTF-16 by its mark', async () => {
    const path = await file('utf16.voice', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(': hé', 'utf16le')]));
    await expect(readScript(path)).rejects.toMatchObject({
      code: 'cli/other-encoding',
      values: { encoding: 'UTF-16 LE' },
    });
  });

  it('refuses what is no script file', async () => {
    await mkdir(join(folder, 'folder.voice'));
    await expect(readScript(join(folder, 'folder.voice'))).rejects.toMatchObject({ code: 'cli/is-folder' });
    await expect(readScript(join(folder, 'nowhere.voice'))).rejects.toMatchObject({ code: 'cli/no-such-file' });
    const within = join(await file('file', ''), 'within.voice');
    await expect(readScript(within)).rejects.toMatchObject({ code: 'cli/no-such-file' });
    const large = await file('large.voice', '');
    await truncate(large, 65 * 2 ** 20);
    await expect(readScript(large)).rejects.toMatchObject({ code: 'cli/script-too-large' });
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe that nobody writes to', async () => {
    const path = join(folder, 'pipe.voice');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    await expect(readScript(path)).rejects.toMatchObject({ code: 'cli/not-a-file' });
  });
});

describe('readStandardInput', () => {
  it('joins pieces that cut through a character', async () => {
    const bytes = Buffer.from(': 你好');
    expect(await readStandardInput(pieces([bytes.subarray(0, 3), bytes.subarray(3)]))).toBe(': 你好');
  });

  it('names the place of a byte that is not UTF-8', async () => {
    const read = readStandardInput(pieces([Buffer.from([0x3a, 0x20, 0xff])]));
    await expect(read).rejects.toMatchObject({ code: 'cli/not-utf8', values: { path: '-', line: 1, column: 3 } });
  });
});

// eslint-disable-next-line @typescript-eslint/require-await
async function* pieces(all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}
