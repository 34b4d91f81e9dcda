import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { findBrowser } from '../../programs/findBrowser.ts';
import { installBrowser } from '../../programs/installBrowser.ts';
import { runProgram } from '../../programs/runProgram.ts';
import { fileLock } from './fileLock.ts';

/** The server of VS Code 1.100.3, the oldest editor that the extension says it runs in, as npm has it. */
const codeServer = 'code-server@4.100.3';
const ripgrep = { name: `@vscode/ripgrep-linux-${process.arch}`, version: '1.18.0' };
/** Log files, hang watch, terminals. They are built where compilers are; the editor goes without where not. */
const native = ['@vscode/spdlog', 'native-watchdog', 'node-pty'];
/** Raised when what is installed changes: older folders are then replaced. */
const recipe = 1;

/** Where the host is kept: for every checkout of this user. */
function hostFolder(): string {
  const own = process.env['TABLEREAD_EDITOR_HOST'];
  if (own !== undefined && own !== '') return resolve(own);
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tableread', 'editor-host');
}

/**
 * Installs an editor to test in: the server of VS Code from npm, and Chromium from apt where no browser is found. Nothing
 * else is asked, and what is there already is taken as it is.
 *
 * @returns the folder of the server
 * @throws Error in one line that says what the machine lacks
 */
export async function installHost(say: (text: string) => void = console.error): Promise<string> {
  const folder = hostFolder();
  if (findBrowser() !== undefined && (await isInstalled(folder))) return join(folder, 'vscode');
  await mkdir(dirname(folder), { recursive: true });
  await fileLock(`${folder}.lock`, async () => {
    await installBrowser(say);
    if (!(await isInstalled(folder))) await installServer(folder, say);
  });
  return join(folder, 'vscode');
}

async function isInstalled(folder: string): Promise<boolean> {
  const stamp = await readFile(join(folder, 'recipe'), 'utf8').catch(() => '');
  return Number(stamp) === recipe;
}

async function installServer(folder: string, say: (text: string) => void): Promise<void> {
  say(`Editor tests: installing ${codeServer} into ${folder} (once; about half a minute) …`);
  const fresh = `${folder}-${process.pid}`;
  const log = join(fresh, 'install.log');
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline'];
  try {
    await mkdir(join(fresh, 'pack'), { recursive: true });
    const dependencies = { [ripgrep.name]: ripgrep.version };
    await writeFile(join(fresh, 'package.json'), JSON.stringify({ name: 'editor-host', private: true, dependencies }));
    await Promise.all([
      runProgram('npm', ['install', ...flags, '--no-package-lock'], { cwd: fresh, log }),
      runProgram('npm', ['pack', '--silent', '--prefer-offline', codeServer], { cwd: join(fresh, 'pack'), log }),
    ]);
    const [archive] = await readdir(join(fresh, 'pack'));
    if (archive === undefined) throw new Error(`npm brought no ${codeServer}`);
    // The server alone: code-server's own start page, login and proxy would cost time and another native module.
    const part = ['--exclude=*.map', '--strip-components=2', 'package/lib/vscode'];
    await runProgram('tar', ['xzf', join('pack', archive), ...part], { cwd: fresh, log });
    await rm(join(fresh, 'pack'), { recursive: true });
    const vscode = join(fresh, 'vscode');
    await runProgram('npm', ['install', ...flags], { cwd: vscode, log });
    await Promise.all(native.map((name) => buildNative(join(vscode, 'node_modules', name), log, say)));

    const search = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
    await mkdir(search, { recursive: true });
    await copyFile(join(fresh, 'node_modules', ripgrep.name, 'bin', 'rg'), join(search, 'rg'));
    await chmod(join(search, 'rg'), 0o755);
    await symlink('node_modules', join(vscode, 'node_modules.asar')).catch(() => undefined);
    await withoutWebExtensions(join(vscode, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js'));

    await writeFile(join(fresh, 'recipe'), String(recipe));
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Builds with the node-gyp that npm brings and the headers that Node brings: nothing is downloaded. */
async function buildNative(folder: string, log: string, say: (text: string) => void): Promise<void> {
  if (existsSync(join(folder, 'build', 'Release'))) return;
  try {
    const own = dirname(dirname(await realpath(process.execPath)));
    const nodedir = [own, '/usr', '/usr/local'].find((path) => existsSync(join(path, 'include', 'node', 'node.h')));
    if (nodedir === undefined) throw new Error('Node came without its headers');
    const modules = (await runProgram('npm', ['root', '-g'])).trim();
    const gyp = join(modules, 'npm', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
    await runProgram(process.execPath, [gyp, 'rebuild', '--nodedir', nodedir], { cwd: folder, log });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    say(`Editor tests: ${folder} was not built, going on without it (${reason})`);
  }
}

/**
 * The workbench holds a list of all built-in extensions and starts those that can run in a web worker. With an empty list
 * there are only those that the server is told to offer: one extension host less to start.
 */
async function withoutWebExtensions(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const list = /\.isBuilt\)\w+=(?=\[\{extensionPath:)/.exec(text);
  if (list === null) return;
  const start = list.index + list[0].length;
  const end = text.lastIndexOf(']', text.indexOf('vscode-workbench-builtin-extensions', start));
  if (end > start) await writeFile(file, `${text.slice(0, start)}[${text.slice(end)}`);
}
