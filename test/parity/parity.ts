// `npm run parity -- [--goldens DIR] [--stage NAME] [--case EXPRESSION]`: a table stage × model: greatest error,
// tolerance, pass or fail; then the networks in reduced precisions and, where there is one, on WebGPU.
// `npm run parity -- --text FILE`: cases of the text front end instead, in one of the formats of the text assets.
// Ends with 0 where all is equal, 1 where something differs, 2 where nothing could be compared.
import { parseArgs } from 'node:util';
import { compareSet } from './compareSet.ts';
import { messageOf, openGoldens, type Check, type Goldens } from './goldens.ts';
import { reducedDevices, webGpuDevices } from './devices.ts';
import { cpuDevice, type Device } from './networkRun.ts';
import { compareDevices, networkStages, type DeviceRow } from './precisions.ts';
import { stages } from './stages.ts';
import { compareTextCases, TextCasesError, type CaseCount } from './textCases.ts';

const usage = 'npm run parity -- [--goldens DIR] [--stage NAME] [--case EXPRESSION] | --text FILE';

/** Ends with the code for "could not be compared"; 1 is for what differs. */
function refuse(reason: string): never {
  console.error(reason);
  process.exit(2);
}

function readArguments(): { goldens?: string; stage?: string; case?: string; text?: string } {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { goldens: text, stage: text, case: text, text } }).values;
  } catch (error) {
    return refuse(`${messageOf(error)}\n${usage}`);
  }
}

async function readTextCases(file: string): Promise<CaseCount[]> {
  try {
    return await compareTextCases(file);
  } catch (error) {
    if (error instanceof TextCasesError) return refuse(error.message);
    throw error;
  }
}

const values = readArguments();
if (values.text !== undefined) {
  const kinds = await readTextCases(values.text);
  for (const { name, total, different, skipped } of kinds) {
    if (skipped === undefined) console.log(`${name}: ${total - different.length} of ${total} equal`);
    else console.log(`${name}: ${total} not compared: ${skipped}`);
    for (const difference of different) console.log(`  ${difference}`);
  }
  if (kinds.every(({ skipped }) => skipped !== undefined)) refuse('nothing was compared');
  process.exit(kinds.every(({ different }) => different.length === 0) ? 0 : 1);
}
const wantedStages = stages.filter(({ name }) => values.stage === undefined || name === values.stage);
if (wantedStages.length === 0) {
  refuse(`No stage ${values.stage ?? ''}; there are ${[...new Set(stages.map(({ name }) => name))].join(', ')}.`);
}
const goldens = openSet();
console.log(`goldens: ${goldens.set} (${goldens.folder})\n`);
const widths = [12, 5, 26, 28, 10, 10, 10, 10];
const line = (cells: readonly string[]): void =>
  console.log(
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' ')
      .trimEnd(),
  );
line(['stage', 'model', 'case', 'output', 'error', 'tolerance', 'rel. L2', 'tolerance', 'result']);
let failed = 0;
let total = 0;
const count = ({ passed }: Check): void => {
  total++;
  if (!passed) failed++;
};
const show = (check: Check): void => {
  const { golden, output, error, tolerance, relativeError, relativeTolerance, passed, reason } = check;
  const small = (figure: number | undefined): string =>
    figure === undefined || Number.isNaN(figure) ? '' : figure === 0 ? '0' : figure.toExponential(1);
  count(check);
  const figures = [error, tolerance, relativeError, relativeTolerance].map(small);
  const result = passed ? 'pass' : reason === undefined ? 'FAIL' : `FAIL: ${reason}`;
  line([golden.stage, golden.model ?? '-', golden.id, output, ...figures, result]);
};
const passedOver = await compareSet(
  goldens,
  {
    stages: wantedStages,
    whole: values.stage === undefined,
    // A set that somebody names has to be whole; the subset in the repository leaves large files out.
    complete: values.goldens !== undefined,
    device: cpuDevice,
  },
  show,
);
for (const each of passedOver) console.log(each);
console.log(`\n${total - failed} of ${total} pass`);

if (values.case === undefined) {
  const { devices: webGpu, absent } = await webGpuDevices();
  const compared = [cpuDevice, ...reducedDevices, ...webGpu];
  console.log(
    '\nThe same references, the smallest case of each operation: rel. L2, greatest error (abs.), or how many ids differ, on each device\n',
  );
  const columns = (cells: readonly string[]): void =>
    console.log(
      cells
        .map((cell, column) => cell.padEnd(column === 0 ? 58 : 13))
        .join(' ')
        .trimEnd(),
    );
  columns(['stage, model, case, output', ...compared.map(({ name }) => name)]);
  for (const stage of networkStages) {
    if (values.stage !== undefined && values.stage !== stage.name) continue;
    let rows: readonly DeviceRow[] = [];
    try {
      rows = await compareDevices(stage, goldens, compared);
    } catch (error) {
      total++;
      failed++;
      columns([`${stage.name} FAIL: ${messageOf(error).split('\n')[0] ?? ''}`]);
    }
    for (const { name, checks } of rows) {
      const cell = (device: Device): string => {
        const check = checks.get(device);
        if (check === undefined) return '';
        // On WebGPU float32 has to be as near as on the CPU.
        if (device.name === 'webgpu') count(check);
        if (check.reason !== undefined) return 'FAIL';
        const whole = check.tolerance === 0;
        const greatest = whole ? `${check.error} differ` : `${check.error.toExponential(1)} abs.`;
        const figure = check.relativeError?.toExponential(1) ?? greatest;
        return device.name === 'webgpu' && !check.passed ? `${figure} FAIL` : figure;
      };
      columns([name, ...compared.map(cell)]);
    }
  }
  for (const reason of absent) console.log(`not compared, ${reason}`);
  console.log(`\n${total - failed} of ${total} pass`);
}
if (total === 0) refuse('Nothing was compared: no case of the set was asked for, or it has none.');
process.exitCode = failed === 0 ? 0 : 1;

/** The set that is asked for, or a line that says why there is none, and the end. */
function openSet(): Goldens {
  try {
    const found = openGoldens(values.goldens, values.case);
    if (found !== undefined) return found;
  } catch (error) {
    refuse(messageOf(error));
  }
  return refuse('No goldens: name their folder with --goldens or TABLEREAD_GOLDENS.');
}
