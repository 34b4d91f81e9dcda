import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { EditorWindow, type WindowOptions } from './editorWindow.ts';
import { findBrowser } from '../../programs/findBrowser.ts';
import { listen } from './heard.ts';
import { VscodeServer, type ServerOptions } from './vscodeServer.ts';

export interface LaunchOptions extends ServerOptions, Omit<WindowOptions, 'workspace'> {
  /** Folders whose content is copied into the workspace. */
  readonly folders?: readonly string[];
  /** Files of the workspace: path to text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** An editor with one window; more can be opened. */
export interface Editor {
  readonly window: EditorWindow;
  readonly server: VscodeServer;
  /** Opens another window on the same workspace. */
  openWindow(options?: Omit<WindowOptions, 'workspace'>): Promise<EditorWindow>;
  close(): Promise<void>;
}

const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing outside this machine is ever asked.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Starts a server, a browser and a window. */
export async function launch(options: LaunchOptions): Promise<Editor> {
  const server = await VscodeServer.start(options);
  let browser: Browser | undefined;
  const close = async () => {
    for (const page of browser?.contexts().flatMap((context) => context.pages()) ?? [])
      await page.goto('about:blank').catch(() => undefined);
    await browser?.close().catch(() => undefined);
    await server.close();
  };
  try {
    const workspace = join(server.folder, 'workspace');
    await mkdir(workspace);
    for (const folder of options.folders ?? []) await cp(folder, workspace, { recursive: true });
    for (const [path, text] of Object.entries(options.files ?? {})) {
      await mkdir(dirname(join(workspace, path)), { recursive: true });
      await writeFile(join(workspace, path), text);
    }
    const executablePath = findBrowser();
    if (executablePath === undefined) throw new Error('There is no browser.');
    browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: browserArgs, timeout: 60_000 });
    const opened = browser;
    const viewport = options.viewport ?? { width: 1280, height: 800 };
    const openWindow = async (more: Omit<WindowOptions, 'workspace'> = {}) => {
      // A context of its own: tabs of one window hide each other, and what is hidden does not paint.
      const context = await opened.newContext({ viewport });
      // What tsx, which runs the benches, wraps named functions in: some of them run in pages.
      await context.addInitScript({ content: 'globalThis.__name ??= (value) => value;' });
      await listen(context);
      return EditorWindow.open(context, server, { workspace, ...more });
    };
    const { open, language } = options;
    const window = await openWindow({
      ...(open === undefined ? {} : { open }),
      ...(language === undefined ? {} : { language }),
    });
    return { window, server, openWindow, close };
  } catch (error) {
    await close();
    throw error;
  }
}
