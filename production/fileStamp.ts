import { stat } from 'node:fs/promises';

/** Another one when a file has changed; that of a file that is not there is `missing`. */
export async function fileStamp(file: string): Promise<string> {
  const facts = await stat(file).catch(() => undefined);
  return facts === undefined ? 'missing' : `${facts.mtimeMs} ${facts.size} ${facts.ino}`;
}
