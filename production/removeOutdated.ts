import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { foldedPath } from './foldedPath.ts';

/** Sound files of a production lie in these folders, one level deep. Folder and format say what kind of file it is. */
const ours = /^(chapters|scenes|stems|cues)\/[^/\\]+\.(wav|mp3|flac)$/;

/**
 * Removes what the render before this one wrote, by its `provenance.json`, and this one no longer makes: files of cues that
 * were reworded, scenes that were renamed. Only kinds of files that this render makes are looked at: a render of MP3 leaves
 * earlier WAV alone. Nothing else is ever removed, nor anything of another script that is rendered into the same folder.
 *
 * @param base of the names of this script's files
 * @param files of this render, relative to `out`
 */
export async function removeOutdated(
  out: string,
  script: string,
  base: string,
  files: readonly string[],
): Promise<void> {
  const now = new Set(files.map(foldedPath));
  const kindsNow = new Set(files.map(kindOf));
  const latest = await filesBefore(join(out, 'provenance.json'), script);
  // Another script was rendered into this folder since.
  const aside = latest.length === 0 ? await filesBefore(join(out, `${base}.provenance.json`), script) : [];
  for (const file of [...latest, ...aside]) {
    if (!ours.test(file) || !kindsNow.has(kindOf(file)) || now.has(foldedPath(file))) continue;
    await unlink(join(out, ...file.split('/'))).catch(() => undefined);
  }
}

async function filesBefore(path: string, script: string): Promise<string[]> {
  try {
    const provenance: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof provenance !== 'object' || provenance === null) return [];
    const { script: name, files } = provenance as { script?: unknown; files?: unknown };
    if (name !== script || !Array.isArray(files)) return [];
    return files.filter((file): file is string => typeof file === 'string');
  } catch {
    // None yet, or not ours to understand.
    return [];
  }
}

function kindOf(file: string): string | undefined {
  const match = ours.exec(file);
  return match === null ? undefined : `${match[1]}/.${match[2]}`;
}
