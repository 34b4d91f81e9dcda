import { readFile, rename, unlink } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { safeFileName } from './fileNames.ts';

/** Records of a render whose names do not carry the script's. */
const records = ['timeline.json', 'provenance.json'] as const;

/**
 * Two scripts may be rendered into one folder. The records of the other one, its consents and hashes among them, are kept
 * under its name (`ep1.provenance.json`) before this one's take their place; what was kept so of this script is outdated.
 *
 * @param script file name of the script that is rendered now
 */
export async function setAsideOthers(out: string, script: string): Promise<void> {
  const other = await scriptOf(join(out, 'provenance.json'));
  for (const record of records) {
    if (other !== undefined && other !== script) {
      await rename(join(out, record), join(out, `${nameOf(other)}.${record}`)).catch(() => undefined);
    }
    const aside = join(out, `${nameOf(script)}.${record}`);
    if (other !== script && (await scriptOf(aside)) === script) await unlink(aside).catch(() => undefined);
  }
}

function nameOf(script: string): string {
  return safeFileName(basename(script, extname(script)));
}

async function scriptOf(path: string): Promise<string | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof record !== 'object' || record === null || !('script' in record)) return undefined;
    return typeof record.script === 'string' ? record.script : undefined;
  } catch {
    // None yet, or not ours to understand.
    return undefined;
  }
}
