import { posix } from 'node:path';

/** The arguments of the command line for a task: files go beside the script where nothing else is said. */
export function renderArguments({
  script,
  out,
  arguments: more = [],
}: {
  readonly script: string;
  readonly out?: string;
  readonly arguments?: readonly string[];
}): readonly string[] {
  const beside = posix.join(posix.dirname(script.replaceAll('\\', '/')), 'out');
  return ['render', script, '--out', out ?? beside, ...more];
}
