import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerOptions {
  /** The folder of the server: what installHost returns. */
  readonly vscode: string;
  /** The folder that extensions are installed in. */
  readonly extensions: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether every workspace is trusted without a question; true by default. */
  readonly trusted?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** What makes a window quiet and alike everywhere. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.reduceMotion': 'on',
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  // The probe listens, and no one wants to hear of that.
  'remote.autoForwardPorts': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.commandCenter.enabled': false,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'files.autoSave': 'off',
  'terminal.integrated.enablePersistentSessions': false,
};

// What must not outlive this process.
const groups = new Set<number>();
const folders = new Set<string>();
process.on('exit', () => {
  for (const group of groups) signal(group, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A server of VS Code with a user, a home and temporary files of its own. Servers can run side by side. */
export class VscodeServer {
  /** `host:port` that a browser opens. */
  readonly authority: string;
  /** The folder of everything that belongs to this server: gone when it is closed. */
  readonly folder: string;
  readonly #child: ChildProcess;
  readonly #printed: () => string;

  private constructor(folder: string, child: ChildProcess, authority: string, printed: () => string) {
    this.folder = folder;
    this.#child = child;
    this.authority = authority;
    this.#printed = printed;
  }

  static async start(options: ServerOptions): Promise<VscodeServer> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'tableread-editor-')));
    folders.add(folder);
    const trusted = options.trusted ?? true;
    const settings = { ...quiet, 'security.workspace.trust.enabled': !trusted, ...options.settings };
    await mkdir(join(folder, 'user', 'User'), { recursive: true });
    await writeFile(join(folder, 'user', 'User', 'settings.json'), JSON.stringify(settings));
    // Of the built-in extensions only the themes: others take seconds to start, and none is asked for anything.
    await mkdir(join(folder, 'builtins'));
    await symlink(join(options.vscode, 'extensions', 'theme-defaults'), join(folder, 'builtins', 'theme-defaults'));
    const child = await spawnServer(options, folder, [
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...(trusted ? ['--disable-workspace-trust'] : []),
      // A login shell would be asked for its environment: over a second.
      '--force-disable-user-env',
    ]);
    let printed = '';
    const authority = await new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (data: Buffer) => {
          printed += data.toString();
          const port = /listening on (\d+)/.exec(printed)?.[1];
          if (port !== undefined) resolve(`127.0.0.1:${port}`);
        });
      }
      child.once('exit', (code) => reject(new Error(`The server of VS Code ended with ${code}: ${printed}`)));
    });
    return new VscodeServer(folder, child, authority, () => printed);
  }

  /** Installs extensions from `.vsix` files. */
  static async installExtensions(vscode: string, extensions: string, files: readonly string[]): Promise<void> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'tableread-editor-')));
    folders.add(folder);
    await mkdir(join(folder, 'builtins'));
    const child = await spawnServer({ vscode, extensions }, folder, [
      ...files.flatMap((file) => ['--install-extension', file]),
      '--force',
    ]);
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => (printed += data.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    forget(child, folder);
    const installed = printed.match(/was successfully installed/g)?.length ?? 0;
    if (code !== 0 || installed !== files.length)
      throw new Error(`${files.map((file) => basename(file)).join(', ')} did not install: ${printed}`);
  }

  /** The last lines that the server and its extension hosts have logged. */
  async logs(lines = 30): Promise<string> {
    const names = await readdir(join(this.folder, 'user'), { recursive: true }).catch(() => []);
    const files = names.filter((name) => /(remoteexthost|tableread|Tableread)[^/]*\.log$/.test(name));
    const parts = [{ name: 'server', text: this.#printed() }];
    for (const name of files)
      parts.push({ name, text: await readFile(join(this.folder, 'user', name), 'utf8').catch(() => '') });
    return parts
      .filter(({ text }) => text.trim() !== '')
      .map(({ name, text }) => `--- ${name}\n${text.trimEnd().split('\n').slice(-lines).join('\n')}`)
      .join('\n');
  }

  async close(): Promise<void> {
    const group = this.#child.pid ?? 0;
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      signal(group, 'SIGTERM');
      await Promise.race([ended, sleep(3000)]);
    }
    signal(group, 'SIGKILL');
    forget(this.#child, this.folder);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function spawnServer(options: ServerOptions, folder: string, args: readonly string[]): Promise<ChildProcess> {
  const home = join(folder, 'home');
  const temporary = join(folder, 'tmp');
  await Promise.all([mkdir(home, { recursive: true }), mkdir(temporary, { recursive: true })]);
  const env: NodeJS.ProcessEnv = {
    // What belongs to an editor or a test runner around this one would change what is tested.
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|VITEST|NODE_OPTIONS$|NODE_ENV$)/.test(name)),
    ),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_RUNTIME_DIR: temporary,
    TMPDIR: temporary,
    // No gallery: extensions come from files.
    EXTENSIONS_GALLERY: '{}',
    TABLEREAD_PROBE: join(folder, 'probe'),
    ...options.env,
  };
  const own = [
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-telemetry'],
    ...['--user-data-dir', join(folder, 'user'), '--server-data-dir', join(folder, 'server')],
    ...['--extensions-dir', options.extensions, '--builtin-extensions-dir', join(folder, 'builtins')],
  ];
  const entry = join(options.vscode, 'out', 'server-main.js');
  if (!existsSync(entry)) throw new Error(`No server of VS Code in ${options.vscode}.`);
  const child = spawn(process.execPath, [entry, ...own, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that its extension hosts and what they started end with it.
    detached: true,
  });
  const group = child.pid;
  if (group === undefined) throw new Error('The server of VS Code did not start.');
  groups.add(group);
  guard(group, folder);
  return child;
}

/** A shell that ends the group and removes the folder if this process is killed outright and can do neither. */
function guard(group: number, folder: string): void {
  const watch =
    'while kill -0 "$1" 2>/dev/null; do kill -0 -"$2" 2>/dev/null || exit 0; sleep 2; done; ' +
    'kill -9 -"$2" 2>/dev/null; rm -rf -- "$3"';
  const args = ['-c', watch, 'guard', String(process.pid), String(group), folder];
  spawn('sh', args, { stdio: 'ignore', detached: true }).unref();
}

function forget(child: ChildProcess, folder: string): void {
  groups.delete(child.pid ?? 0);
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // It has ended already.
  }
}
