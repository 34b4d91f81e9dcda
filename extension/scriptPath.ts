import { join } from 'node:path';

/** Where a script stands, as far as its address tells. */
export interface ScriptAddress {
  readonly scheme: string;
  /** Of a file: its absolute path. */
  readonly fsPath: string;
  /** Of an untitled script: its name. */
  readonly path: string;
}

/**
 * The path that production takes a script from. A script that was never saved stands in a folder of its own in the
 * extension's storage: it can be heard, and its takes are kept. undefined: a script of a virtual workspace, which only the
 * language server can work with.
 */
export function scriptPath({ scheme, fsPath, path }: ScriptAddress, storage: string): string | undefined {
  if (scheme === 'file') return fsPath;
  if (scheme !== 'untitled') return undefined;
  const name = path.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '');
  const file = name === '' ? 'untitled' : name;
  return join(storage, 'untitled', file, `${file}.voice`);
}
