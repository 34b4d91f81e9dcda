import { Option, type Command } from 'commander';
import { message } from '../../foundation/message.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { catalogue, defaultEngine } from '../../models/catalogue.ts';
import type { EngineVoice } from '../../models/engine.ts';
import { EngineProcesses } from '../../production/engineProcesses.ts';
import { columns } from '../columns.ts';
import type { Context } from '../context.ts';
import { choiceOption, engineOption } from '../optionValues.ts';
import { tablereadCommand } from '../tablereadCommand.ts';
import { visibleJson } from '../visibleText.ts';

interface VoicesOptions {
  readonly engine: string;
  readonly language?: string;
  readonly format: 'table' | 'json';
}

/** `tableread voices`: the voices that an engine brings. */
export function voicesCommand(context: Context): Command {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, context.locale).text;
  return tablereadCommand('voices', 'cli/about-voices', context, [
    { line: 'voices --language en', does: 'cli/example-voices' },
    { line: 'voices --format json', does: 'cli/example-voices-json' },
  ])
    .addOption(engineOption(say('cli/option-engine')).default(defaultEngine))
    .addOption(new Option('--language <language>', say('cli/option-voices-language')))
    .addOption(choiceOption('--format', say('cli/option-voices-format'), ['table', 'json'], 'table'))
    .action(async ({ engine, language, format }: VoicesOptions) => {
      const processes = new EngineProcesses({ program: context.engineProgram });
      try {
        const { voices } = await processes.engine(engine).info();
        const chosen = voices.filter((voice) => language === undefined || speaks(voice, language));
        if (!chosen.some(({ kind }) => kind === 'voice')) {
          const known = catalogue.get(engine)?.languages.toSorted().join(', ') ?? '';
          throw new TablereadError('cli/no-voices', { engine, language: language ?? '', known });
        }
        if (format === 'json') context.out.raw(`${visibleJson(JSON.stringify(chosen, undefined, 2))}\n`);
        else table(chosen, context);
      } finally {
        await processes.close();
      }
    });
}

/** Whether a voice is of a language: `en` takes `en-gb` too. A variant goes with every language. */
function speaks(voice: EngineVoice, language: string): boolean {
  const [own, wanted] = [voice.language.toLowerCase(), language.toLowerCase().replaceAll('_', '-')];
  // What linguists call Mandarin (cmn) everyone else calls Chinese.
  const names = wanted === 'zh' ? ['zh', 'cmn'] : [wanted];
  return voice.kind === 'variant' || names.some((name) => own === name || own.startsWith(`${name}-`));
}

function table(voices: readonly EngineVoice[], { out, locale }: Context): void {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, locale).text;
  const own = voices.filter(({ kind }) => kind === 'voice');
  const variants = voices.filter(({ kind }) => kind === 'variant').map(({ name }) => name);
  const [head, ...rows] = columns([
    [say('cli/voices-id'), say('cli/voices-language'), say('cli/voices-name')],
    ...own.map(({ id, language, name }) => [id, language, name]),
  ]);
  out.line({ text: head ?? '', style: 'bold' });
  for (const row of rows) out.line(row);
  if (variants.length === 0) return;
  const example = `${own[0]?.id ?? ''}+${variants[0] ?? ''}`;
  out.line();
  out.line(message('cli/voices-variants', { example, number: variants.length }, locale).text);
  for (const row of inLines(variants, out.columns - 2)) out.line(`  ${row}`);
}

/** Words in as many lines as they need. */
function inLines(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + word.length <= width) lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return lines;
}
