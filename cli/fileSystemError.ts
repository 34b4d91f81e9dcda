import type { MessageCode } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';

const codes: Readonly<Record<string, MessageCode>> = {
  EACCES: 'cli/no-permission',
  EPERM: 'cli/no-permission',
  EROFS: 'cli/read-only',
  ENOSPC: 'cli/disk-full',
  EDQUOT: 'cli/disk-full',
  ENOENT: 'cli/no-such-file',
  ENOTDIR: 'cli/no-such-file',
  EISDIR: 'cli/is-folder',
  ENAMETOOLONG: 'cli/name-too-long',
  ELOOP: 'cli/link-loop',
  EMFILE: 'cli/too-many-files',
  ENFILE: 'cli/too-many-files',
  EIO: 'cli/device-error',
  EBUSY: 'cli/file-busy',
};

/** What the file system refused, as an error for people; undefined: it was no such refusal. */
export function fileSystemError(error: unknown): TablereadError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : codes[code];
  // An error of the file system names its file, or is about the standard output, which has no name.
  return known === undefined ? undefined : new TablereadError(known, { path: path ?? '-' }, { cause: error });
}
