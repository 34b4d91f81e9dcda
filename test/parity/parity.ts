// `npm run parity -- [--goldens DIR] [--stage NAME] [--case EXPRESSION]`: a table stage × model: greatest error,
// tolerance, pass or fail; then the networks in reduced precisions and, where there is one, on WebGPU.
// `npm run parity -- --text FILE`: cases of the text front end instead, in one of the formats of the text assets.
import { parseArgs } from 'node:util';
import { openGoldens, type Check } from './goldens.ts';
import { reducedDevices, webGpuDevices } from './devices.ts';
import { cpuDevice, type Device } from './networkRun.ts';
import { compareDevices, networkStages } from './precisions.ts';
import { stages } from './stages.ts';
import { compareTextCases } from './textCases.ts';

const { values } = parseArgs({
  options: {
    goldens: { type: 'string' },
    stage: { type: 'string' },
    case: { type: 'string' },
    text: { type: 'string' },
  },
});
if (values.text !== undefined) {
  const kinds = await compareTextCases(values.text);
  for (const { name, total, different } of kinds) {
    console.log(`${name}: ${total - different.length} of ${total} equal`);
    for (const difference of different) console.log(`  ${difference}`);
  }
  process.exit(kinds.every(({ different }) => different.length === 0) ? 0 : 1);
}
const goldens = openGoldens(values.goldens, values.case);
if (goldens === undefined) {
  console.error('No goldens: name their folder with --goldens or TABLEREAD_GOLDENS.');
  process.exit(2);
}
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
  const { golden, output, error, tolerance, relativeError, relativeTolerance, passed } = check;
  const small = (figure: number | undefined): string =>
    figure === undefined ? '' : figure === 0 ? '0' : figure.toExponential(1);
  count(check);
  const figures = [error, tolerance, relativeError, relativeTolerance].map(small);
  line([golden.stage, golden.model ?? '-', golden.id, output, ...figures, passed ? 'pass' : 'FAIL']);
};
for (const stage of stages) {
  if (values.stage === undefined || values.stage === stage.name) await stage.check(goldens, show, cpuDevice);
}
console.log(`\n${total - failed} of ${total} pass`);

if (values.case === undefined) {
  const { devices: webGpu, absent } = await webGpuDevices();
  const compared = [cpuDevice, ...reducedDevices, ...webGpu];
  console.log(
    '\nThe same references, the smallest case of each operation: rel. L2, or how many ids differ, on each device\n',
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
    for (const { name, checks } of await compareDevices(stage, goldens, compared)) {
      const cell = (device: Device): string => {
        const check = checks.get(device);
        if (check === undefined) return '';
        // On WebGPU float32 has to be as near as on the CPU.
        if (device.name === 'webgpu') count(check);
        const figure = check.relativeError?.toExponential(1) ?? `${check.error} differ`;
        return device.name === 'webgpu' && !check.passed ? `${figure} FAIL` : figure;
      };
      columns([name, ...compared.map(cell)]);
    }
  }
  for (const reason of absent) console.log(`not compared, ${reason}`);
  console.log(`\n${total - failed} of ${total} pass`);
}
process.exitCode = failed === 0 && total > 0 ? 0 : 1;
