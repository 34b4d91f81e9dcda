import { Option, type Command } from 'commander';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeFileAtomically } from '../../foundation/atomicFile.ts';
import { message } from '../../foundation/message.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { makeTemporaryFolder } from '../../foundation/temporaryFolder.ts';
import { EngineProcesses } from '../../production/engineProcesses.ts';
import { openScript, type OpenScript } from '../../production/openScript.ts';
import { produce } from '../../production/produce.ts';
import type { Production } from '../../production/productionTypes.ts';
import { clockTime } from '../clockTime.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exitCodes.ts';
import { engineOption } from '../optionValues.ts';
import { readStandardInput } from '../readScript.ts';
import { spokenScript } from '../spokenScript.ts';
import { tablereadCommand } from '../tablereadCommand.ts';
import { UsageError } from '../usageError.ts';
import { watchProduction } from '../watchProduction.ts';

interface SpeakOptions {
  readonly out: string;
  readonly voice?: string;
  readonly language?: string;
  readonly engine?: string;
}

/** `tableread speak`: some words, or one line of a script, as a WAV file. */
export function speakCommand(context: Context): Command {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, context.locale).text;
  return tablereadCommand('speak', 'cli/about-speak', context, [
    { line: 'speak "Good evening."', does: 'cli/example-speak' },
    { line: 'speak "MIRA (sad 0.6) [2s]: Good evening." --voice en+f3', does: 'cli/example-speak-cue' },
    { line: 'speak "晚上好。" --out - | aplay', does: 'cli/example-speak-pipe' },
  ])
    .argument('<words>', say('cli/argument-words'))
    .addOption(new Option('-o, --out <file>', say('cli/option-speak-out')).default('speech.wav'))
    .addOption(new Option('--voice <voice>', say('cli/option-voice')))
    .addOption(new Option('--language <language>', say('cli/option-language')))
    .addOption(engineOption(say('cli/option-engine')))
    .action((words: string, options: SpeakOptions) => speak(words, options, context));
}

async function speak(words: string, options: SpeakOptions, context: Context): Promise<void> {
  const { out, err, locale, stdin } = context;
  // As when a variable of a shell is not set.
  if (options.out === '') {
    throw new UsageError('cli/option-without-value', { option: '--out', help: 'tableread speak --help' });
  }
  if (options.out === '-' && out.isTerminal) throw new UsageError('cli/speak-to-terminal');
  const line = words === '-' ? await readStandardInput(stdin) : words;
  // What the line names (`like "crying.wav"`) lies where we stand.
  const engine = options.engine === undefined ? {} : { engine: options.engine };
  const script = await openScript(resolve('speech.voice'), spokenScript(line, options), engine);
  // A script with a voice that does not exist still speaks, with another. Who asks for one by name wants that one.
  const error = script.screenplay.problems.find(
    ({ severity, code }) => severity === 'error' || code === 'voice/unknown-draft-voice',
  );
  if (error !== undefined) {
    const { text, hint } = message(error.code, error.values, locale);
    throw new UsageError('cli/speak-problem', { problem: hint === undefined ? text : `${text} ${hint}` });
  }
  const folder = await makeTemporaryFolder();
  try {
    const { production, wav } = await make(script, folder, options, context);
    if (production.failures.length > 0) {
      context.exitCode = exitCodes.problems;
      return;
    }
    if (options.out === '-') out.raw(wav);
    else {
      await writeSpeech(options.out, wav);
      const time = clockTime(production.length / production.sampleRate, 3);
      const voice = script.screenplay.cues[0]?.voice.draft ?? '';
      err.line(message('cli/spoken', { path: options.out, time, voice }, locale).text);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a file; into a pipe or a device the bytes go as they are, for a file of that name must not take its place. */
async function writeSpeech(path: string, wav: Uint8Array): Promise<void> {
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isDirectory() === true) throw new TablereadError('cli/is-folder', { path });
  if (facts === undefined || facts.isFile()) await writeFileAtomically(path, wav);
  else await writeFile(path, wav);
}

async function make(
  script: OpenScript,
  folder: string,
  { engine }: SpeakOptions,
  context: Context,
): Promise<{ readonly production: Production; readonly wav: Uint8Array }> {
  const processes = new EngineProcesses({ program: context.engineProgram });
  try {
    const events = produce(
      script,
      {
        out: folder,
        store: join(folder, 'takes'),
        deliver: ['whole'],
        formats: ['wav'],
        channels: 'mono',
        signal: context.signal,
        ...(engine === undefined ? {} : { engine }),
      },
      processes.engine,
    );
    const production = await watchProduction(events, '-', script.screenplay, context);
    const whole = production.files.find(({ kind }) => kind === 'whole');
    if (whole === undefined) throw new Error('a production without its whole');
    return { production, wav: await readFile(whole.path) };
  } finally {
    await processes.close();
  }
}
