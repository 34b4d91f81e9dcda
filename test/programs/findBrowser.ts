import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Chromium: the one that CHROMIUM names, else Debian's (the headless shell starts faster and takes less memory). */
export function findBrowser(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['chromium-headless-shell', 'chromium']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
