import { mayRender } from '../mayRender.ts';
import type { OutputFile } from '../outputFiles.ts';
import type { Services } from '../services.ts';

/** Plays the finished sound of a folder of the tree of output files. */
export async function playOutput({ scripts, sources, player }: Services, file: unknown): Promise<void> {
  const { document } = scripts;
  const folder = (file as OutputFile | undefined)?.path;
  if (document === undefined || folder === undefined || !(await mayRender(document, sources))) return;
  await player.play(document, { kind: 'output', folder });
}
