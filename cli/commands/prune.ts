import { Option, type Command } from 'commander';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { message } from '../../foundation/message.ts';
import type { NumberSetting } from '../../foundation/settings.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { EngineProcesses } from '../../production/engineProcesses.ts';
import { openScript, type OpenScript } from '../../production/openScript.ts';
import { prune } from '../../production/prune.ts';
import type { Context } from '../context.ts';
import { settingOption } from '../optionValues.ts';
import { readScript } from '../readScript.ts';
import { tablereadCommand } from '../tablereadCommand.ts';

const daysSetting: NumberSetting = {
  name: 'days',
  type: 'number',
  sentence: 'cli/option-days',
  least: 0,
  most: 36_500,
  whole: true,
  units: new Map([['', 1]]),
  shown: '',
  default: 0,
};

/** `tableread prune`: removes takes that no script of a folder uses any more. */
export function pruneCommand(context: Context): Command {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, context.locale).text;
  return tablereadCommand('prune', 'cli/about-prune', context, [
    { line: 'prune', does: 'cli/example-prune' },
    { line: 'prune episodes --dry-run', does: 'cli/example-prune-dry-run' },
  ])
    .argument('[folder]', say('cli/argument-prune'), '.')
    .addOption(settingOption(daysSetting, context.locale).default(daysSetting.default))
    .addOption(new Option('-n, --dry-run', say('cli/option-prune-dry-run')))
    .action(async (folder: string, { days, dryRun = false }: { days: number; dryRun?: boolean }) => {
      const store = resolve(folder, '.tableread');
      const facts = await stat(store).catch(() => undefined);
      if (facts?.isDirectory() !== true) throw new TablereadError('cli/prune-no-store', { path: folder });
      const scripts = await scriptsIn(folder);
      const processes = new EngineProcesses({ program: context.engineProgram });
      try {
        const pruned = await prune({ store, scripts, days, dryRun, signal: context.signal }, processes.engine);
        const megabytes = (pruned.bytes / 1e6).toFixed(1);
        const code = dryRun ? 'cli/would-prune' : 'cli/pruned';
        context.out.line(message(code, { files: pruned.removed, kept: pruned.kept, megabytes }, context.locale).text);
      } finally {
        await processes.close();
      }
    });
}

/** Every script of a folder. One with errors may use takes that cannot be told: nothing may go then. */
async function scriptsIn(folder: string): Promise<readonly OpenScript[]> {
  const scripts: OpenScript[] = [];
  for (const name of await readdir(folder)) {
    if (!name.toLowerCase().endsWith('.voice')) continue;
    const path = join(folder, name);
    const script = await openScript(resolve(path), await readScript(path));
    if (script.screenplay.problems.some(({ severity }) => severity === 'error')) {
      throw new TablereadError('cli/prune-script-errors', { path });
    }
    scripts.push(script);
  }
  return scripts;
}
