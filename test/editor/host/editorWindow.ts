import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import type * as vscode from 'vscode';
import type { VscodeServer } from './vscodeServer.ts';

export interface WindowOptions {
  /** Absolute path of the folder that is opened. */
  readonly workspace: string;
  /** A file of the workspace that is open from the start. */
  readonly open?: string;
  /** Display language, like `zh-cn`; English by default. */
  readonly language?: string;
}

/** A line of the Problems panel. */
export interface ListedProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** How long one action may take on a busy machine, in ms: it only ends what hangs. */
const patience = 45_000;
const results = fileURLToPath(new URL('../../../test-results/editor', import.meta.url));

/** A window of VS Code in a browser, driven by clicks and keys as people drive it. */
export class EditorWindow {
  readonly page: Page;
  readonly workspace: string;
  readonly #server: VscodeServer;
  readonly #url: string;
  readonly #file: string | undefined;
  readonly #console: string[] = [];
  #probe = 0;

  private constructor(page: Page, server: VscodeServer, options: WindowOptions) {
    this.page = page;
    this.workspace = options.workspace;
    this.#server = server;
    this.#file = options.open;
    const { authority } = server;
    const file = options.open && `vscode-remote://${authority}${encodeURI(resolve(this.workspace, options.open))}`;
    const payload = file === undefined ? '' : `&payload=${encodeURIComponent(JSON.stringify([['openFile', file]]))}`;
    this.#url = `http://${authority}/?folder=${encodeURIComponent(this.workspace)}${payload}`;
    page.setDefaultTimeout(patience);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.#console.push(message.text().slice(0, 500));
    });
    page.on('pageerror', (error) => this.#console.push(String(error).slice(0, 500)));
  }

  static async open(context: BrowserContext, server: VscodeServer, options: WindowOptions): Promise<EditorWindow> {
    const page = await context.newPage();
    const window = new EditorWindow(page, server, options);
    if (options.language !== undefined) {
      // What a language pack sets before the workbench starts. Its own texts stay English, since no pack is there; the
      // extension host gets the language, and with it every text of the extension.
      const value = JSON.stringify(options.language);
      const content = `Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => ${value}, set() {} });`;
      await page.addInitScript({ content });
    }
    await window.step('open the window', () => window.#load());
    return window;
  }

  /** Loads the window anew: as `Developer: Reload Window`, with an extension host of its own. */
  async reload(): Promise<void> {
    await this.step('reload the window', async () => {
      await this.page.goto('about:blank');
      await this.#load();
    });
  }

  async #load(): Promise<void> {
    const before = await this.#probes();
    await this.page.goto(this.#url, { waitUntil: 'commit' });
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 2 * patience });
    const ready = this.#file === undefined ? '.explorer-folders-view' : '.monaco-editor .view-line';
    await this.page
      .locator(ready)
      .first()
      .waitFor({ timeout: 2 * patience });
    const fresh = await eventually('the probe answers', async () => {
      const names = await this.#probes();
      return [...names].find((name) => !before.has(name));
    });
    const text = await readFile(join(this.#server.folder, 'probe', fresh), 'utf8');
    this.#probe = (JSON.parse(text) as { port: number }).port;
  }

  async #probes(): Promise<Set<string>> {
    const names = await readdir(join(this.#server.folder, 'probe')).catch(() => []);
    return new Set(names.filter((name) => name.endsWith('.json')));
  }

  /** Runs a function in the extension host, where VS Code's API is. It sees nothing but its arguments. */
  async inHost<Value, Argument = undefined>(
    run: (api: typeof vscode, argument: Argument, require: NodeJS.Require) => Value | Promise<Value>,
    ...[argument]: Argument extends undefined ? [] : [Argument]
  ): Promise<Value> {
    const body = JSON.stringify({ source: run.toString(), argument });
    const response = await fetch(`http://127.0.0.1:${this.#probe}`, { method: 'POST', body });
    const { value, error } = (await response.json()) as { value: Value; error?: string };
    if (error !== undefined) throw new Error(`In the extension host: ${error}`);
    return value;
  }

  /** Does something; if that fails, the error gets a picture of the window and what the editor has logged. */
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error) || error.message.includes('picture: ')) throw error;
      const picture = await this.picture(`failed-${name}`).catch(() => 'none');
      const browser = this.#console.slice(-20).join('\n');
      error.message = `${name}: ${error.message}\npicture: ${picture}\n${await this.#server.logs()}\n--- browser\n${browser}`;
      throw error;
    }
  }

  /** Saves a picture of the window and returns its path. */
  async picture(name: string): Promise<string> {
    await mkdir(results, { recursive: true });
    const path = join(results, `${name.replace(/[^\w-]+/g, '-').slice(0, 80)}.png`);
    await this.page.screenshot({ path, timeout: 10_000 });
    return path;
  }

  /** Opens a file of the workspace. */
  async openFile(path: string): Promise<void> {
    await this.step(`open ${path}`, async () => {
      const file = resolve(this.workspace, path);
      if (!existsSync(file)) throw new Error(`There is no ${file}.`);
      await this.page.keyboard.press('Control+P');
      const input = this.page.locator('.quick-input-widget input.input');
      await input.fill(file);
      const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: basename(file) });
      await row.first().waitFor();
      await input.press('Enter');
      await this.page.locator(`.tab.active[data-resource-name="${basename(file)}"]`).waitFor();
      await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
    });
  }

  /** Runs a command from the palette: the one whose title, with its category, is this. */
  async command(title: string): Promise<void> {
    await this.step(`run ${title}`, async () => {
      await this.page.keyboard.press('F1');
      const input = this.page.locator('.quick-input-widget input.input');
      await input.fill(`>${title}`);
      await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
    });
  }

  /** What the palette offers for some words. */
  async offered(words: string): Promise<string[]> {
    return this.step(`look for ${words}`, async () => {
      await this.page.keyboard.press('F1');
      await this.page.locator('.quick-input-widget input.input').fill(`>${words}`);
      const rows = this.page.locator('.quick-input-list .monaco-list-row');
      await rows.first().waitFor();
      // In another language than English, a row has the English title in a second line.
      const titles = await rows.evaluateAll((elements) =>
        elements.map((row) => row.querySelector('.label-name')?.textContent ?? ''),
      );
      await this.page.keyboard.press('Escape');
      return titles.map(plain);
    });
  }

  lens(text: string | RegExp): Locator {
    return this.page.locator('.monaco-editor .codelens-decoration a', { hasText: text });
  }

  /** The code lenses on the screen, once there is one. */
  async lenses(): Promise<string[]> {
    return this.step('read the lenses', async () => {
      await this.lens('').first().waitFor();
      return (await this.lens('').allInnerTexts()).map(plain);
    });
  }

  async clickLens(text: string | RegExp): Promise<void> {
    await this.step(`click the lens ${text}`, () => this.lens(text).first().click());
  }

  /** The text of a notification, once it is there. */
  async notification(text: string | RegExp): Promise<string> {
    return this.step(`wait for the notification ${text}`, () => this.notice(text).innerText());
  }

  notice(text: string | RegExp): Locator {
    return this.page
      .locator('.notifications-toasts .notification-list-item', { hasText: text })
      .locator('.notification-list-item-message')
      .first();
  }

  /** Presses a button of a notification. */
  async answer(notification: string | RegExp, button: string): Promise<void> {
    await this.step(`answer ${button}`, () =>
      this.page
        .locator('.notifications-toasts .notification-list-item', { hasText: notification })
        .getByRole('button', { name: button })
        .first()
        .click(),
    );
  }

  /** What the Problems panel lists, once it lists as many. */
  async problems(atLeast = 1): Promise<ListedProblem[]> {
    return this.step('read the problems', async () => {
      const panel = this.page.locator('.markers-panel');
      if (!(await panel.isVisible())) await this.page.locator('#status\\.problems a').click();
      await panel.waitFor();
      return eventually(`${atLeast} problems are listed`, async () => {
        const rows = await panel.locator('.monaco-list-row').evaluateAll((elements) =>
          elements.map((row) => ({
            message: row.querySelector('.marker-message')?.textContent ?? null,
            place: row.querySelector('.marker-line')?.textContent ?? '',
          })),
        );
        const listed = rows.flatMap(({ message, place }): ListedProblem[] => {
          if (message === null) return [];
          const [line = 0, column = 0] = (place.match(/\d+/g) ?? []).map(Number);
          return [{ message, line, column }];
        });
        return listed.length >= atLeast ? listed : undefined;
      });
    });
  }

  /** What the editor says of a text that the mouse rests on. */
  async hover(text: string): Promise<string> {
    return this.step(`hover over ${text}`, async () => {
      const { x, y, width, height } = await this.#place(text);
      const rows = this.page.locator('.monaco-hover:not(.hidden) .hover-row');
      return eventually('a hover shows', async () => {
        await this.page.mouse.move(5, 5);
        await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
        await rows.first().waitFor({ timeout: 3000 });
        const said = (await rows.allInnerTexts())
          .map(plain)
          .filter((line) => line !== '')
          .join('\n');
        return said === '' ? undefined : said;
      });
    });
  }

  /** Puts the cursor behind a text of the editor. */
  async cursorBehind(text: string): Promise<void> {
    await this.step(`put the cursor behind ${text}`, async () => {
      const { x, y, width, height } = await this.#place(text);
      await this.page.mouse.click(x + width - 1, y + height / 2);
    });
  }

  /** The labels that completion offers at the cursor. */
  async completions(): Promise<string[]> {
    return this.step('complete', async () => {
      const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
      return eventually('completion offers something', async () => {
        await this.page.keyboard.press('Control+Space');
        await rows.first().waitFor({ timeout: 5000 });
        return rows.locator('.label-name').allInnerTexts();
      });
    });
  }

  /** The text of the active editor, or of the one beside the active webview. */
  async text(): Promise<string> {
    // While a webview has the focus, no text editor is active.
    return this.inHost((api) => {
      const editor = api.window.activeTextEditor ?? api.window.visibleTextEditors[0];
      return editor?.document.getText() ?? '';
    });
  }

  /** The text of the active editor, once it is as it should be. */
  async textWhen(isThere: (text: string) => boolean): Promise<string> {
    return this.step('wait for the text', () =>
      eventually(`the text is as ${isThere.toString()}`, async () => {
        const text = await this.text();
        return isThere(text) ? text : undefined;
      }),
    );
  }

  /** The page of a webview that holds what the selector says. */
  async webview(selector: string): Promise<FrameLocator> {
    return this.step(`find the webview with ${selector}`, () =>
      eventually('the webview shows', async () => {
        const frames = this.page.locator('iframe.webview.ready');
        for (let index = 0; index < (await frames.count()); index += 1) {
          const frame = frames.nth(index).contentFrame().frameLocator('iframe#active-frame');
          if ((await frame.locator(selector).count()) > 0) return frame;
        }
        return undefined;
      }),
    );
  }

  async close(): Promise<void> {
    // Leaving the page first lets the server end the extension host in order.
    await this.page.goto('about:blank').catch(() => undefined);
    await this.page.close().catch(() => undefined);
  }

  /** Where a text of the editor stands on the screen: the editor splits lines over many elements. */
  async #place(text: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.page.waitForFunction((wanted) => {
      for (const line of document.querySelectorAll('.editor-group-container .view-line')) {
        const nodes: Text[] = [];
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) nodes.push(walker.currentNode as Text);
        const start = nodes
          .map((node) => node.data)
          .join('')
          .replaceAll('\u00a0', ' ')
          .indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        let before = 0;
        for (const node of nodes) {
          const [from, to] = [start - before, start + wanted.length - before];
          if (from >= 0 && from <= node.length) range.setStart(node, from);
          if (to >= 0 && to <= node.length) {
            range.setEnd(node, to);
            break;
          }
          before += node.length;
        }
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x, y, width, height };
      }
      return undefined;
    }, text);
    const place = await box.jsonValue();
    if (place === undefined) throw new Error(`The editor does not show "${text}".`);
    return place;
  }
}

/** Asks again until there is an answer. What throws while it is asked has no answer yet. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, limit = patience): Promise<T> {
  const end = Date.now() + limit;
  let reason = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
      reason = '';
    } catch (error) {
      reason = `: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (Date.now() > end) throw new Error(`Waited ${limit / 1000} s in vain until ${what}${reason}`);
    await sleep(50);
  }
}

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').trim();
}
