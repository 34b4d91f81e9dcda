import { Option, type Command } from 'commander';
import { resolve } from 'node:path';
import { defaultEngine } from '../../models/catalogue.ts';
import { EngineProcesses } from '../../production/engineProcesses.ts';
import { openScript, type OpenScript } from '../../production/openScript.ts';
import { candidates, type Candidate, type Lookups } from '../completion/candidates.ts';
import type { Context } from '../context.ts';
import { readScript } from '../readScript.ts';
import { tablereadCommand } from '../tablereadCommand.ts';
import { visibleText } from '../visibleText.ts';

/** `tableread __complete`: what the completion scripts of the shells ask. */
export function completeCommand(context: Context, tableread: () => Command): Command {
  return tablereadCommand('__complete', 'cli/about-completion', context)
    .argument('[words...]')
    .addOption(new Option('--at <index>').argParser(Number))
    .action(async (words: readonly string[], { at = words.length }: { at?: number }) => {
      const found = await candidates(tableread(), words, at, lookups(context));
      if (found === undefined) context.out.raw(':files\n');
      else for (const { word, about } of found) context.out.raw(`${visibleText(word)}\t${visibleText(about)}\n`);
    });
}

/** Scenes, speakers and ids of the script on the line; voices of the engine. */
function lookups(context: Context): Lookups {
  return {
    '--scene': async (words) =>
      (await scriptOf(words))?.screenplay.sections
        .filter(({ level }) => level > 0)
        .map(({ title, level }) => ({ word: title, about: '#'.repeat(level) })) ?? [],
    '--speaker': async (words) => {
      const script = await scriptOf(words);
      return [...new Set(script?.screenplay.cues.map((cue) => cue.speaker))].map((word) => ({ word, about: '' }));
    },
    '--cue': async (words) =>
      (await scriptOf(words))?.screenplay.cues.map((cue) => ({ word: cue.id, about: `${cue.speaker}: ${cue.text}` })) ??
      [],
    '--voice': () => voices(context),
  };
}

async function scriptOf(words: readonly string[]): Promise<OpenScript | undefined> {
  for (const word of words.filter((each) => !each.startsWith('-')).slice(1)) {
    const text = await readScript(word).catch(() => undefined);
    if (text !== undefined) return openScript(resolve(word), text);
  }
  return undefined;
}

async function voices({ engineProgram }: Context): Promise<readonly Candidate[]> {
  const processes = new EngineProcesses({ program: engineProgram });
  try {
    const info = await processes.engine(defaultEngine).info();
    return info.voices.map(({ id, name }) => ({ word: id, about: name }));
  } finally {
    await processes.close();
  }
}
