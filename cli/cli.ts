#!/usr/bin/env node
import { message } from '../foundation/message.ts';
import { bundledEngineProgram } from '../production/engineProcesses.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { fileSystemError } from './fileSystemError.ts';
import { localeOf } from './localeOf.ts';
import { main } from './main.ts';
import { Terminal } from './terminal.ts';

const args = process.argv.slice(2);
const locale = localeOf(args, process.env, Intl.DateTimeFormat().resolvedOptions().locale);
const cancel = new AbortController();
const context: Context = {
  locale,
  out: new Terminal(process.stdout),
  err: new Terminal(process.stderr),
  stdin: process.stdin,
  engineProgram: bundledEngineProgram(),
  signal: cancel.signal,
  exitCode: exitCodes.ok,
};

// Whoever reads our output may stop reading (`tableread voices | head -3`). That is no error, and a render goes on.
// Any other refusal (`> /dev/full`) is said once.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'EOF') return;
    const known = fileSystemError(error);
    if (stream === process.stdout && known !== undefined) context.err.line(known.in(locale).text);
    process.exit(exitCodes.failure);
  });
}

// The first Ctrl-C ends the work in an orderly way and keeps finished takes, the second ends the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (cancel.signal.aborted) process.exit(exitCodes.cancelled);
    context.err.line(message('cli/cancelling', {}, locale).text);
    cancel.abort();
  });
}

process.exitCode = await main(args, context);
