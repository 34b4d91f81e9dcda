import { spawn } from 'node:child_process';
import { appendFile } from 'node:fs/promises';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A file that gets the command and what it printed. */
  readonly log?: string;
}

/** Runs a program to its end and returns its standard output. @throws Error with the end of what it printed, if it fails */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env, log }: ProgramOptions = {},
): Promise<string> {
  let output = '';
  let printed = '';
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (printed += data.toString()));
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (log !== undefined) await appendFile(log, `$ ${command} ${args.join(' ')}\n${printed}\n`);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${printed.slice(-3000)}`);
  return output;
}
