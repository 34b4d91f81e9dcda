// `npm run parity -- [--goldens DIR] [--stage NAME] [--case EXPRESSION]`: a table stage × model: greatest error,
// tolerance, pass or fail; then what reduced weights cost. TABLEREAD_PROVIDER=webgpu runs the networks on WebGPU.
// `npm run parity -- --text FILE`: cases of the text front end instead, in one of the formats of the text assets.
import { parseArgs } from 'node:util';
import { openGoldens, type Check } from './goldens.ts';
import { checkPrecision, reducedPrecisions } from './precisions.ts';
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
const show = (check: Check): void => {
  const { golden, output, error, tolerance, relativeError, relativeTolerance, passed } = check;
  const small = (figure: number | undefined): string =>
    figure === undefined ? '' : figure === 0 ? '0' : figure.toExponential(1);
  total++;
  if (!passed) failed++;
  const figures = [error, tolerance, relativeError, relativeTolerance].map(small);
  line([golden.stage, golden.model ?? '-', golden.id, output, ...figures, passed ? 'pass' : 'FAIL']);
};
for (const stage of stages) {
  if (values.stage === undefined || values.stage === stage.name) await stage.check(goldens, show);
}
console.log(`\n${total - failed} of ${total} pass`);

if (values.stage === undefined && values.case === undefined) {
  console.log('\nReduced weights against the same references (rel. L2 is what the precision costs):\n');
  line(['stage', 'model', 'case', 'weights', 'error', '', 'rel. L2']);
  for (const precision of reducedPrecisions) {
    await checkPrecision(goldens, precision, ({ check }) => {
      const { golden, error, relativeError } = check;
      line([
        golden.stage,
        golden.model ?? '-',
        golden.id,
        precision,
        error.toExponential(1),
        '',
        (relativeError ?? 0).toExponential(1),
      ]);
    });
  }
}
process.exitCode = failed === 0 && total > 0 ? 0 : 1;
