/** What two paths have in common that may be one file: names that differ only in case or Unicode form are one on many disks. */
export function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
