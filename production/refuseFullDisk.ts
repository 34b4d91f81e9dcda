import { statfs } from 'node:fs/promises';
import { byteSize } from '../foundation/byteSize.ts';
import { TablereadError } from '../foundation/tablereadError.ts';

/**
 * Sees to it that a disk has room for what is going to be written. Earlier files keep their names until the new ones are
 * whole, so their room does not count. Where the file system does not tell, the render finds out by itself.
 *
 * @param folder where it is written; exists
 * @param surely share of the bytes that is needed even where more was foreseen than comes
 * @throws TablereadError `production/disk-too-small`
 */
export async function refuseFullDisk(folder: string, bytes: number, surely = 1): Promise<void> {
  const disk = await statfs(folder).catch(() => undefined);
  // Some network and virtual file systems have no size.
  if (disk === undefined || disk.blocks === 0) return;
  const free = disk.bavail * disk.bsize;
  if (surely * bytes <= free) return;
  const values = { path: folder, needed: byteSize(bytes), free: byteSize(free) };
  throw new TablereadError('production/disk-too-small', values);
}
