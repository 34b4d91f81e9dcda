import { TablereadError } from '../foundation/tablereadError.ts';

/** An error of the file system about `path`, said for people; anything else stays what it is. */
export function fileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof TablereadError) return error;
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case undefined:
      return error;
    case 'ENOSPC':
    case 'EDQUOT':
      return new TablereadError('production/disk-full', { path }, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new TablereadError('production/not-writable', { path }, { cause: error });
    case 'ENOTDIR':
    case 'EEXIST':
      return new TablereadError('production/out-is-file', { path }, { cause: error });
    case 'EISDIR':
      return new TablereadError('production/path-is-folder', { path }, { cause: error });
    default:
      return new TablereadError('production/write-failed', { path, reason: code }, { cause: error });
  }
}
