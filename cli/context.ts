import type { Locale } from '../foundation/message.ts';
import type { EngineProgram } from '../production/engineProcesses.ts';
import type { ExitCode } from './exitCodes.ts';
import type { Terminal } from './terminal.ts';

/** What a command has around it. Tests bring their own. */
export interface Context {
  readonly locale: Locale;
  /** Results. */
  readonly out: Terminal;
  /** Errors, notices and progress. */
  readonly err: Terminal;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** The engine process. */
  readonly engineProgram: EngineProgram;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** What `tableread` will exit with; 0 until a command says otherwise. */
  exitCode: ExitCode;
}
