import type { Command } from 'commander';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { message } from '../../foundation/message.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import type { Context } from '../context.ts';
import { packageFolder } from '../packageFolder.ts';
import { tablereadCommand } from '../tablereadCommand.ts';

// What a writer can use: scripts and their sounds, not the program that made the sounds.
const wanted = /\.(voice|wav)$/;

/** `tableread samples`: copies the sample scripts to where they can be played with. */
export function samplesCommand(context: Context): Command {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, context.locale).text;
  return tablereadCommand('samples', 'cli/about-samples', context, [
    { line: 'samples', does: 'cli/example-samples' },
    { line: 'samples somewhere/else', does: 'cli/example-samples-folder' },
  ])
    .argument('[folder]', say('cli/argument-samples-folder'), 'samples')
    .action(async (folder: string) => {
      const source = join(packageFolder(), 'samples');
      const names = (await readdir(source, { recursive: true })).filter((name) => wanted.test(name)).sort();
      // Looked at before anything is copied: all or nothing.
      for (const name of names) {
        const path = join(folder, name);
        if ((await stat(path).catch(() => undefined)) !== undefined)
          throw new TablereadError('cli/sample-exists', { path });
      }
      for (const name of names) {
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await copyFile(join(source, name), path);
        if (name.endsWith('.voice')) context.out.line(path);
      }
      context.out.line();
      context.out.line(message('cli/samples-next', { script: join(folder, 'two-hander.voice') }, context.locale).text);
    });
}
