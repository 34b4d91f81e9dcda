import { existsSync } from 'node:fs';
import { runProgram } from './runProgram.ts';

/** Whether this user of this machine may install packages with apt. */
export const hasApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs packages with apt, waiting for another process that installs just now; the lists of packages are brought up to
 * date where they are too old for it.
 *
 * @returns whether apt brought them
 */
export async function aptInstall(packages: readonly string[]): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const get = (...args: string[]) => runProgram('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env });
  const install = () => get('install', '-y', '--no-install-recommends', ...packages);
  return install()
    .catch(() => get('update').then(install))
    .then(
      () => true,
      () => false,
    );
}
