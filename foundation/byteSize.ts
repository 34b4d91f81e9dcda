const units = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** A number of bytes for people, in powers of 1000 as disks are sold: `640 kB`, `3.1 MB`, `144 GB`. */
export function byteSize(bytes: number): string {
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 9.95 && unit > 0 ? size.toFixed(1) : Math.ceil(size).toFixed(0)} ${units[unit] ?? ''}`;
}
