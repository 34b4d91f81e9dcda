import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A sample script. */
export interface Sample {
  /** File name. */
  readonly name: string;
  /** Of its front matter. */
  readonly title: string;
}

/** What a writer can use: scripts and their sounds, not the program that made the sounds. */
const wanted = /\.(voice|wav)$/;

/** The sample scripts of a folder, by name. */
export async function samples(folder: string): Promise<readonly Sample[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.voice')).sort();
  return Promise.all(
    names.map(async (name) => {
      const title = /^title:[ \t]*(.+)$/m.exec(await readFile(join(folder, name), 'utf8'))?.[1];
      return { name, title: title?.trim() ?? name };
    }),
  );
}

/** Copies the samples with their sounds; files that are there already stay as they are. */
export async function copySamples(from: string, to: string): Promise<void> {
  for (const name of await readdir(from, { recursive: true })) {
    if (!wanted.test(name)) continue;
    const path = join(to, name);
    if ((await stat(path).catch(() => undefined)) !== undefined) continue;
    await mkdir(dirname(path), { recursive: true });
    await copyFile(join(from, name), path);
  }
}
