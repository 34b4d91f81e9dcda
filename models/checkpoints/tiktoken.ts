import { gunzipSync } from 'node:zlib';
import { TablereadError } from '../../foundation/tablereadError.ts';

/** Byte sequences by rank; a byte is one character (Latin-1). The rank is the token's id and the order of merging. */
export interface TiktokenRanks {
  readonly file: string;
  readonly ranks: ReadonlyMap<string, number>;
}

/** Unpacked; the file of IndexTTS-2.5 has 0.9 MB. */
const largestFile = 64 * 1024 * 1024;

/**
 * Reads a tiktoken file: one `base64 rank` a line; gzip is unpacked. Ranks have to be 0 … n − 1, each once, and every
 * single byte a token, so that any text can be written. One token may be empty, as in the file of IndexTTS-2.5 (`=`). Errors: `tokenizer/tiktoken-line` with the line,
 * `tokenizer/tiktoken-byte`.
 */
export function readTiktoken(file: string, content: Uint8Array): TiktokenRanks {
  const ranks = new Map<string, number>();
  const lines = unpacked(file, content).split('\n');
  const seen = new Uint8Array(lines.length);
  lines.forEach((line, index) => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text === '') return;
    const parts = /^([A-Za-z0-9+/]*={0,2}) (\d{1,9})$/.exec(text);
    const token = Buffer.from(parts?.[1] ?? '', 'base64').toString('latin1');
    const rank = Number(parts?.[2] ?? NaN);
    if (!(rank < seen.length) || seen[rank] === 1 || ranks.has(token)) {
      throw new TablereadError('tokenizer/tiktoken-line', { file, line: index + 1 });
    }
    seen[rank] = 1;
    ranks.set(token, rank);
  });
  const gap = seen.indexOf(0);
  if (gap >= 0 && gap < ranks.size) throw new TablereadError('tokenizer/tiktoken-gap', { file, rank: gap });
  for (let byte = 0; byte < 256; byte++) {
    if (!ranks.has(String.fromCharCode(byte))) throw new TablereadError('tokenizer/tiktoken-byte', { file, byte });
  }
  return { file, ranks };
}

function unpacked(file: string, content: Uint8Array): string {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return Buffer.from(content).toString('latin1');
  try {
    return gunzipSync(content, { maxOutputLength: largestFile }).toString('latin1');
  } catch (cause) {
    throw new TablereadError('tokenizer/tiktoken-line', { file, line: 1 }, { cause });
  }
}
