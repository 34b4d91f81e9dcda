import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { pages } from '../../../bundle.mjs';
import { pageHtml } from '../../../extension/webviews/page/pageHtml.ts';
import { pageStrings } from '../../../extension/webviews/page/pageStrings.ts';
import type { Locale } from '../../../foundation/message.ts';
import { findBrowser } from '../../programs/findBrowser.ts';

export type Theme = 'dark' | 'light' | 'hc-black' | 'hc-light';

interface ThemeFacts {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

const folder = fileURLToPath(new URL('.', import.meta.url));

export const noBrowser = 'no Chromium found: set CHROMIUM, or install chromium-headless-shell';

export async function launchBrowser(
  args: readonly string[] = ['--autoplay-policy=no-user-gesture-required'],
): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(noBrowser);
  return chromium.launch({ executablePath, args: [...args] });
}

export interface PageOptions {
  readonly page: 'player' | 'direction';
  readonly theme?: Theme;
  readonly locale?: Locale;
  readonly context?: BrowserContextOptions;
  /** Base64 of a file of peaks. */
  readonly peaks?: string;
}

const failures = new WeakMap<Page, string[]>();

/** What went wrong inside a page: errors of its script, and what its policy has refused. */
export function errorsOf(page: Page): string[] {
  return failures.get(page) ?? [];
}

/** Opens a page as VS Code would: its HTML with its policy, the theme's variables, a host that answers. */
export async function openPage(browser: Browser, options: PageOptions): Promise<Page> {
  const { page: name, theme = 'dark', locale = 'en', context = {}, peaks = '' } = options;
  const facts = (JSON.parse(await readFile(join(folder, 'themes.json'), 'utf8')) as Record<Theme, ThemeFacts>)[theme];
  const origin = 'https://page.test';
  const html = pageHtml({
    title: name,
    language: locale,
    script: `${origin}/${name}.js`,
    style: `${origin}/${name}.css`,
    source: origin,
    nonce: 'nonce1234567890',
    strings: pageStrings(name, locale),
  });
  const files = await bundled();
  const page = await browser.newPage({ viewport: { width: 1200, height: 300 }, ...context });
  await page.route(`${origin}/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    const body = file === '' ? html : files.get(file);
    if (body === undefined) return route.fulfill({ status: 404, body: '' });
    const contentType = file === '' ? 'text/html' : file.endsWith('.css') ? 'text/css' : 'text/javascript';
    return route.fulfill({ body, contentType });
  });
  await page.addInitScript({ content: files.get('fakeHost.js') ?? '' });
  await page.addInitScript(
    ({ peaks: file, bodyClass, variables }) => {
      if (file !== '') host.peaks = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0)).buffer;
      // Before the page's script, which is the last thing in the body.
      new MutationObserver((_, observer) => {
        if (document.querySelector('body') === null) return;
        observer.disconnect();
        for (const [variable, value] of Object.entries(variables)) {
          document.documentElement.style.setProperty(variable, value);
        }
        document.body.className = bodyClass;
        // As VS Code's own sheet for webviews does.
        document.body.style.backgroundColor = variables['--vscode-editor-background'] ?? '';
      }).observe(document, { childList: true, subtree: true });
    },
    { peaks, ...facts },
  );
  const errors: string[] = [];
  failures.set(page, errors);
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => host.messages.some(({ kind }) => kind === 'ready'));
  return page;
}

let made: Promise<ReadonlyMap<string, string>> | undefined;

/** The files of both pages, as the build makes them, and the fake host. */
function bundled(): Promise<ReadonlyMap<string, string>> {
  made ??= Promise.all([
    build({ ...pages, write: false as const, sourcemap: false }),
    build({
      entryPoints: [join(folder, 'fakeHost.ts')],
      outdir: folder,
      bundle: true,
      format: 'iife',
      write: false as const,
      logLevel: 'warning',
    }),
  ]).then((builds) => {
    const outputs = builds.flatMap(({ outputFiles }) => outputFiles);
    return new Map(outputs.map(({ path, text }) => [path.split(/[\\/]/).at(-1) ?? '', text]));
  });
  return made;
}
