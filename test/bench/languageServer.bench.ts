import { readFileSync } from 'node:fs';
import { built } from '../built.ts';
import { StdioClient } from '../language-server/stdioClient.ts';
import type { Bench, Row } from './row.ts';

const uri = 'untitled:long.voice';
const textDocument = { uri };
/** Keystrokes and requests of each kind. */
const keystrokes = 120;

const bench: Bench = {
  name: 'language server',
  async run(report) {
    await built();
    for (const lines of [1000, 10_000, 100_000]) await measure(lines, report);
  },
};
export default bench;

/** All over stdio, from the message written to the answer read. */
async function measure(lines: number, report: (row: Row) => void): Promise<void> {
  const size = lines.toLocaleString('en');
  const goal = (text: string): Partial<Row> => (lines === 10_000 ? { goal: text } : {});
  const row = (name: string, value: number, unit: string, rest: Partial<Row> = {}): void =>
    report({ name: `${size} lines, ${name}`, value, unit, ...rest });
  const client = await StdioClient.start();
  const started = performance.now();
  await client.open(uri, scriptOf(lines));
  await client.pushed(uri);
  row('open → diagnostics', performance.now() - started, 'ms', goal('<= 250'));

  const line = Math.floor(lines / 2 / 4) * 4 + 1;
  let version = 1;
  const type = async (): Promise<number> => {
    version++;
    const from = performance.now();
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line, character: 8 }, end: { line, character: 8 } }, text: 'x' }],
    });
    const wanted = version;
    await client.pushed(uri, (params) => params.version === wanted);
    return performance.now() - from;
  };
  const typed: number[] = [];
  for (let count = 0; count < keystrokes; count++) typed.push(await type());
  row('keystroke → diagnostics, median', quantile(typed, 0.5), 'ms');
  row('keystroke → diagnostics, 95th percentile', quantile(typed, 0.95), 'ms', goal('<= 16'));
  row('keystroke → diagnostics, 99th percentile', quantile(typed, 0.99), 'ms');

  const { resultId } = await client.ask<{ resultId: string }>('textDocument/semanticTokens/full', { textDocument });
  let previousResultId = resultId;
  const asks: Readonly<Record<string, () => Promise<unknown>>> = {
    completion: () =>
      client.ask('textDocument/completion', { textDocument, position: { line: lines - 1, character: 0 } }),
    hover: () => client.ask('textDocument/hover', { textDocument, position: { line, character: 1 } }),
    'semantic tokens, difference': async () => {
      const params = { textDocument, previousResultId };
      previousResultId = (await client.ask<{ resultId: string }>('textDocument/semanticTokens/full/delta', params))
        .resultId;
    },
  };
  for (const [name, ask] of Object.entries(asks)) {
    const times: number[] = [];
    for (let count = 0; count < keystrokes / 4; count++) {
      await type();
      const from = performance.now();
      await ask();
      times.push(performance.now() - from);
    }
    row(`${name}, 95th percentile`, quantile(times, 0.95), 'ms', name === 'completion' ? goal('<= 10') : {});
  }
  const memory = residentMegabytes(client.process.pid ?? 0);
  if (memory !== undefined) row('memory', memory, 'MB', goal('<= 150'));
  await client.end();
}

/** Resident memory of a process; undefined where the system does not tell it in /proc. */
function residentMegabytes(pid: number): number | undefined {
  try {
    const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match?.[1] === undefined ? undefined : Number(match[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Two people who talk on and on: four lines again and again, a heading every hundred. The last line is empty. */
function scriptOf(lines: number): string {
  const forms = [
    'MIRA (sad 0.4): This is line',
    'BOB: I have counted line',
    '> They wait, line',
    'ANN [at +0.5s]: Now line',
  ];
  const body = Array.from({ length: lines - 1 }, (_, n) =>
    n % 100 === 0 ? `## Scene ${n / 100}` : `${forms[n % 4] ?? ''} ${n}.`,
  );
  return [...body, ''].join('\n');
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
