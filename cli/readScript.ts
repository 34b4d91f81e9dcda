import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TablereadError } from '../foundation/tablereadError.ts';

// A novel has 1–2 million characters. A file of this size is something else, named by mistake.
const mostBytes = 64 * 2 ** 20;

/**
 * The text of a script file, its byte-order mark included.
 *
 * @throws TablereadError when it is missing, a folder, a pipe or a device, too large, unreadable, or not UTF-8 (with the place)
 */
export async function readScript(path: string): Promise<string> {
  // Looked at first: opening a pipe that nobody writes to would wait forever.
  const facts = await stat(path).catch((error: unknown) => {
    throw isMissing(error) ? new TablereadError('cli/no-such-file', { path }) : error;
  });
  if (facts.isDirectory()) throw new TablereadError('cli/is-folder', { path });
  if (!facts.isFile()) throw new TablereadError('cli/not-a-file', { path });
  if (facts.size > mostBytes) throw new TablereadError('cli/script-too-large', { path, most: mostBytes / 2 ** 20 });
  const file = await open(path);
  try {
    return decodeScript(await file.readFile(), path);
  } finally {
    await file.close();
  }
}

/**
 * A script as a command names it: a file, or `-` for standard input. What a script on standard input names lies where we
 * stand, as if it were a file there called `stdin.voice`.
 *
 * @returns where it stands, absolute, and its text
 * @throws TablereadError as `readScript` does
 */
export async function readScriptOrInput(
  path: string,
  stdin: AsyncIterable<Uint8Array | string>,
): Promise<{ readonly place: string; readonly text: string }> {
  if (path === '-') return { place: resolve('stdin.voice'), text: await readStandardInput(stdin) };
  return { place: resolve(path), text: await readScript(path) };
}

/** The text of a script on standard input. */
export async function readStandardInput(stdin: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    if (size > mostBytes) throw new TablereadError('cli/script-too-large', { path: '-', most: mostBytes / 2 ** 20 });
  }
  return decodeScript(Buffer.concat(chunks), '-');
}

/** UTF-8, and nothing else: a wrong guess would speak gibberish. */
function decodeScript(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const encoding = otherEncoding(bytes);
    if (encoding !== undefined) throw new TablereadError('cli/other-encoding', { path, encoding });
    throw new TablereadError('cli/not-utf8', { path, ...firstBadPlace(bytes) });
  }
}

/** What a byte-order mark says the file is instead. */
function otherEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16 LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16 BE';
  return undefined;
}

/** Line and column (1-based, UTF-16 units) of the first byte that does not belong, and that byte. */
function firstBadPlace(bytes: Uint8Array): { line: number; column: number; byte: string } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let low = 0;
  let high = bytes.length;
  // The longest prefix that is well-formed, but for a character that it cuts through.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isWellFormed(decoder, bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, low), { stream: true });
  const lines = text.split(/\r\n|\r|\n/);
  // Where the character begins that goes wrong: in a Latin-1 file the letter itself, not what follows it.
  const byte = bytes[Buffer.byteLength(text)] ?? 0;
  return {
    line: lines.length,
    column: (lines.at(-1) ?? '').length + 1,
    byte: `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  };
}

function isWellFormed(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): boolean {
  try {
    // `stream` leaves a character that is cut off at the end undecided; the second call only clears the decoder's state.
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  } finally {
    try {
      decoder.decode();
    } catch {
      // The rest of a character: expected.
    }
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
