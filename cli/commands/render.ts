import { Option, type Command } from 'commander';
import { message, type MessageCode } from '../../foundation/message.ts';
import { renderSettings, type NumberSetting } from '../../foundation/settings.ts';
import { EngineProcesses } from '../../production/engineProcesses.ts';
import { openScript } from '../../production/openScript.ts';
import { plan } from '../../production/plan.ts';
import { produce } from '../../production/produce.ts';
import { deliverables, type ProductionOptions } from '../../production/productionTypes.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exitCodes.ts';
import { collect, engineOption, listOption, settingOption } from '../optionValues.ts';
import { readScriptOrInput } from '../readScript.ts';
import { FailureReport } from '../reports/failureReport.ts';
import { findings } from '../reports/finding.ts';
import { planReport } from '../reports/planReport.ts';
import { productionReport } from '../reports/productionReport.ts';
import { textReport } from '../reports/textReport.ts';
import { tablereadCommand } from '../tablereadCommand.ts';
import { UsageError } from '../usageError.ts';
import { watchProduction } from '../watchProduction.ts';

interface RenderOptions {
  readonly out: string;
  readonly engine?: string;
  readonly scene?: readonly string[];
  readonly speaker?: readonly string[];
  readonly cue?: readonly string[];
  readonly deliver?: ProductionOptions['deliver'];
  readonly jobs: number;
  readonly dryRun?: boolean;
  readonly format?: ProductionOptions['formats'];
  readonly sampleRate?: number;
  readonly channels?: ProductionOptions['channels'];
  readonly bits?: string;
  readonly loudness?: number;
  readonly truePeak?: number;
  readonly label?: ProductionOptions['label'];
}

const jobsSetting: NumberSetting = {
  name: 'jobs',
  type: 'number',
  sentence: 'cli/option-jobs',
  least: 1,
  most: 16,
  whole: true,
  units: new Map([['', 1]]),
  shown: '',
  default: 1,
};

/** `tableread render`: a script becomes finished files. */
export function renderCommand(context: Context): Command {
  const { locale } = context;
  const say = (code: MessageCode): string => message(code, {}, locale).text;
  const { formats, sampleRate, channels, bits, loudness, truePeak, label } = renderSettings;
  const command = tablereadCommand('render', 'cli/about-render', context, [
    { line: 'render episode.voice', does: 'cli/example-render' },
    { line: 'render episode.voice --scene "Platform four" --format wav,mp3', does: 'cli/example-render-scene' },
    {
      line: 'render episode.voice --out master --loudness -23 --deliver whole,stems',
      does: 'cli/example-render-master',
    },
    { line: 'render episode.voice --dry-run', does: 'cli/example-render-dry-run' },
    { line: 'render - --out out < episode.voice', does: 'cli/example-render-stdin' },
  ])
    .argument('<script>', say('cli/argument-script'))
    .addOption(new Option('-o, --out <folder>', say('cli/option-out')).default('out'))
    .addOption(settingOption(formats, locale, 'format'))
    .addOption(listOption('--deliver', say('cli/option-deliver'), deliverables))
    .addOption(new Option('--scene <title>', say('cli/option-scene')).argParser(collect))
    .addOption(new Option('--speaker <name>', say('cli/option-speaker')).argParser(collect))
    .addOption(new Option('--cue <id>', say('cli/option-cue')).argParser(collect))
    .addOption(engineOption(say('cli/option-engine')))
    .addOption(settingOption(jobsSetting, locale).default(jobsSetting.default))
    .addOption(new Option('-n, --dry-run', say('cli/option-dry-run')));
  for (const setting of [loudness, truePeak, sampleRate, channels, bits, label]) {
    command.addOption(settingOption(setting, locale));
  }
  return command.action((path: string, options: RenderOptions) => {
    // As when a variable of a shell is not set.
    if (options.out === '')
      throw new UsageError('cli/option-without-value', { option: '--out', help: 'tableread render --help' });
    // In whatever folder someone pipes a script from, files would appear that nobody named.
    const isNamed = command.getOptionValueSource('out') !== 'default' || options.dryRun === true;
    if (path === '-' && !isNamed) throw new UsageError('cli/render-out-missing');
    return render(path, options, context);
  });
}

async function render(path: string, options: RenderOptions, context: Context): Promise<void> {
  const { locale, err, out, signal } = context;
  const { place, text } = await readScriptOrInput(path, context.stdin);
  const script = await openScript(place, text, options.engine === undefined ? {} : { engine: options.engine });
  const found = findings(path, script.tree, script.screenplay.problems, locale);
  const errors = found.filter(({ severity }) => severity === 'error');
  const warnings = found.filter(({ severity }) => severity === 'warning').length;
  textReport(errors, err, locale);
  if (warnings > 0) {
    const values = { warnings, script: path };
    err.line({ text: message('cli/render-warnings', values, locale).text, style: 'yellow' });
  }
  if (errors.length > 0) context.exitCode = exitCodes.problems;

  const processes = new EngineProcesses({
    program: context.engineProgram,
    jobs: options.jobs,
    // While hours are mixed, nobody speaks: their memory is free then.
    idleSeconds: 5,
    onNotice: (code, values) => err.line({ text: message(code, values, locale).text, style: 'yellow' }),
  });
  const started = performance.now();
  try {
    if (options.dryRun === true) {
      const planned = await plan(script, productionOptions(options, signal), processes.engine);
      planReport(planned, out, locale);
      const failures = new FailureReport(path, err, locale);
      for (const failure of planned.failures) failures.show(failure);
      failures.end();
      if (planned.failures.length > 0) context.exitCode = exitCodes.problems;
      return;
    }
    const events = produce(script, productionOptions(options, signal), processes.engine);
    const production = await watchProduction(events, path, script.screenplay, context);
    if (production.failures.length > 0) context.exitCode = exitCodes.problems;
    productionReport(script, production, (performance.now() - started) / 1000, out, locale);
  } finally {
    await processes.close();
  }
}

function productionOptions(options: RenderOptions, signal: AbortSignal): ProductionOptions {
  const { out, engine, deliver, format, sampleRate, channels, bits, loudness, truePeak, label } = options;
  return {
    out,
    signal,
    ...defined({
      engine,
      deliver,
      formats: format,
      sampleRate,
      channels,
      bits: bits === undefined ? undefined : (Number(bits) as 16 | 24 | 32),
      loudness,
      truePeak,
      label,
      scenes: options.scene,
      speakers: options.speaker,
      cues: options.cue,
    }),
  };
}

/** Without the entries that nobody gave. */
function defined<T extends object>(entries: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
