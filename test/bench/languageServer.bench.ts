import { readFileSync } from 'node:fs';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { built } from '../built.ts';
import { StdioClient } from '../language-server/stdioClient.ts';
import { quantile } from './quantile.ts';
import type { Bench, Row } from './row.ts';

const uri = 'untitled:long.voice';
const textDocument = { uri };

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
  // The longest script is there to show what grows with the length: fewer tries are enough.
  const keystrokes = lines > 10_000 ? 40 : 120;
  const goal = (text: string | undefined): Partial<Row> =>
    lines === 10_000 && text !== undefined ? { goal: text } : {};
  const row = (name: string, value: number, unit: string, rest: Partial<Row> = {}): void =>
    report({ name: `${size} lines, ${name}`, value, unit, ...rest });
  const client = await StdioClient.start();
  const pid = client.process.pid ?? 0;
  const started = performance.now();
  const idle = processorMilliseconds(pid);
  await client.open(uri, scriptOf(lines));
  await client.pushed(uri);
  row('open → diagnostics', performance.now() - started, 'ms', goal('<= 250'));
  const opened = processorMilliseconds(pid);
  // What a busy machine does not change. All threads of the server: compiling and collecting go on beside the main one.
  if (idle !== undefined && opened !== undefined) row('open, processor time', opened - idle, 'ms');

  const line = lineOfBob(lines);
  let version = 1;
  const send = async (): Promise<void> => {
    version++;
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line, character: 8 }, end: { line, character: 8 } }, text: 'x' }],
    });
  };
  const type = async (): Promise<void> => {
    await send();
    const wanted = version;
    await client.pushed(uri, (params) => params.version === wanted);
  };
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };

  const typed: number[] = [];
  for (let count = 0; count < keystrokes; count++) typed.push(await timed(type));
  const afterTyping = processorMilliseconds(pid);
  row('keystroke → diagnostics, median', quantile(typed, 0.5), 'ms');
  row('keystroke → diagnostics, 95th percentile', quantile(typed, 0.95), 'ms', goal('<= 16'));
  row('keystroke → diagnostics, 99th percentile', quantile(typed, 0.99), 'ms');
  if (opened !== undefined && afterTyping !== undefined)
    row('keystroke, processor time, mean', (afterTyping - opened) / keystrokes, 'ms');

  const ask = (method: string, params: object): Promise<{ resultId: string }> =>
    client.ask(method, { textDocument, ...params });
  const completion = (): Promise<unknown> =>
    ask('textDocument/completion', { position: { line: lines - 1, character: 0 } });
  const onName = { position: { line, character: 1 } };
  let { resultId: previousResultId } = await ask('textDocument/semanticTokens/full', {});
  const asks: readonly (readonly [name: string, ask: () => Promise<unknown>, goal?: string])[] = [
    ['completion', completion, '<= 10'],
    ['hover', () => ask('textDocument/hover', onName)],
    [
      'semantic tokens, difference',
      async () => {
        ({ resultId: previousResultId } = await ask('textDocument/semanticTokens/full/delta', { previousResultId }));
      },
    ],
    ['highlight of a name', () => ask('textDocument/documentHighlight', onName)],
    [
      'inlay hints of 60 lines',
      () =>
        ask('textDocument/inlayHint', {
          range: { start: { line, character: 0 }, end: { line: line + 60, character: 0 } },
        }),
    ],
    ['status', () => ask('tableread/status', {})],
  ];
  for (const [name, request, most] of asks) {
    const times: number[] = [];
    for (let count = 0; count < keystrokes / 4; count++) {
      await type();
      times.push(await timed(request));
    }
    row(`${name}, 95th percentile`, quantile(times, 0.95), 'ms', goal(most));
  }

  const behind: number[] = [];
  for (let count = 0; count < keystrokes / 4; count++) {
    await type();
    behind.push(
      await timed(async () => {
        await send();
        await completion();
      }),
    );
  }
  row('completion directly behind a keystroke, 95th percentile', quantile(behind, 0.95), 'ms', goal('<= 16'));

  const cancelled: number[] = [];
  // In a short script the answer is there before anyone could take the request back.
  for (let count = 0; count < keystrokes / 4; count++) {
    const source = new CancellationTokenSource();
    let since = Number.NaN;
    const request = client.connection.sendRequest('textDocument/documentSymbol', { textDocument }, source.token);
    setTimeout(() => {
      since = performance.now();
      source.cancel();
    }, 5);
    await request.catch(() => cancelled.push(performance.now() - since));
  }
  if (cancelled.length > 5)
    row('cancelled → answered, 95th percentile', quantile(cancelled, 0.95), 'ms', goal('<= 10'));

  const memory = residentMegabytes(pid);
  if (memory !== undefined) row('memory', memory, 'MB', goal('<= 150'));
  await client.end();
}

/** Processor time that a process has used so far, to 10 ms; undefined where the system does not tell it in /proc. */
function processorMilliseconds(pid: number): number | undefined {
  try {
    // proc(5): behind the name in brackets, fields 14 and 15 of all are utime and stime, in ticks of 1/100 s.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
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

/**
 * Three people who talk on and on: four lines again and again, a heading every hundred. One line in fifty has something
 * wrong with it. The last line is empty.
 */
function scriptOf(lines: number): string {
  const forms = [
    'MIRA (sad 0.4): This is line',
    'BOB: I have counted line',
    '> They wait, line',
    'ANN [at +0.5s]: Now line',
  ];
  const body = Array.from({ length: lines - 1 - frontMatter.length }, (_, n) => {
    if (n % 100 === 0) return `## Scene ${n / 100}`;
    return n % 50 === 13 ? `BOB (afriad 0.7): Oh, line ${n}.` : `${forms[n % 4] ?? ''} ${n}.`;
  });
  return [...frontMatter, ...body, ''].join('\n');
}

const frontMatter = ['---', 'title: On and on', 'cast:', '  MIRA: { draft: en+f3 }', '  BOB: { draft: en+m3 }', '---'];

/** A line in the middle that says `BOB: I have counted …`. */
function lineOfBob(lines: number): number {
  return Math.floor(lines / 2 / 100) * 100 + 21 + frontMatter.length;
}
