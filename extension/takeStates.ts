import { dirname, join } from 'node:path';
import { stat } from 'node:fs/promises';
import { EventEmitter, RelativePattern, Uri, window, workspace, type Disposable, type TextDocument } from 'vscode';
import type { ProductionClient } from '../production/client.ts';
import type { TakeState } from '../production/productionService.ts';
import { isScript } from './activeScript.ts';
import type { ScriptSources } from './scriptSources.ts';

/** Time without a change of a script before its takes are looked at again, milliseconds. */
const quietMilliseconds = 400;
/** While changes go on (a render fills the store), they are looked at once in this time, milliseconds. */
const longestWaitMilliseconds = 2000;

/**
 * What there is of each cue's take, for the scripts that are shown. It is looked at again when a script has changed, when
 * the take store beside it changes (another window may fill it) and when asked to. A script without a take store has no
 * takes: nothing is started for it.
 */
export class TakeStates implements Disposable {
  readonly #changed = new EventEmitter<TextDocument>();
  /** Fires when the states of a script are other ones than before. */
  readonly onDidChange = this.#changed.event;
  readonly #states = new Map<string, ReadonlyMap<string, TakeState>>();
  readonly #timers = new Map<string, { readonly timer: NodeJS.Timeout; readonly latest: number }>();
  /** Scripts with new takes of unknown length: the length is noted a moment later, so that they are looked at once more. */
  readonly #unmeasured = new Set<string>();
  readonly #asking = new Map<string, AbortController>();
  readonly #watchers = new Map<string, Disposable>();
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    readonly production: ProductionClient,
    readonly sources: ScriptSources,
  ) {
    this.#subscriptions = [
      this.#changed,
      workspace.onDidChangeTextDocument(({ document }) => this.refreshSoon(document)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      window.onDidChangeVisibleTextEditors(() => this.#refreshShown()),
      workspace.onDidGrantWorkspaceTrust(() => this.#refreshShown()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tableread.engine')) this.#refreshShown();
      }),
    ];
    this.#refreshShown();
  }

  /** By cue id; undefined: nothing is known yet. */
  of(document: TextDocument): ReadonlyMap<string, TakeState> | undefined {
    return this.#states.get(String(document.uri));
  }

  refreshSoon(document: TextDocument): void {
    if (!isScript(document)) return;
    const key = String(document.uri);
    const now = performance.now();
    const waiting = this.#timers.get(key);
    clearTimeout(waiting?.timer);
    const latest = waiting?.latest ?? now + longestWaitMilliseconds;
    const timer = setTimeout(
      () => {
        this.#timers.delete(key);
        void this.refresh(document);
      },
      Math.max(0, Math.min(quietMilliseconds, latest - now)),
    );
    this.#timers.set(key, { timer, latest });
  }

  /** Looks at the takes now. Errors leave what was known: whatever is wrong shows itself when something is played. */
  async refresh(document: TextDocument): Promise<void> {
    if (!isScript(document) || document.isClosed || !workspace.isTrusted) return;
    const script = this.sources.of(document);
    if (script === undefined) return;
    const key = String(document.uri);
    const store = join(dirname(script.path), '.tableread');
    this.#watch(document, dirname(script.path));
    if (!(await exists(store))) {
      this.#set(document, new Map());
      return;
    }
    this.#asking.get(key)?.abort();
    const controller = new AbortController();
    this.#asking.set(key, controller);
    try {
      const found = await this.production.takes({ script }, { signal: controller.signal });
      const states = new Map(found.map((state) => [state.cue, state]));
      if (!this.#unmeasured.delete(key) && isUnmeasured(this.#states.get(key), states)) {
        this.#unmeasured.add(key);
        this.refreshSoon(document);
        return;
      }
      this.#set(document, states);
    } catch {
      // Cancelled by a newer question, or told by the next play.
    } finally {
      if (this.#asking.get(key) === controller) this.#asking.delete(key);
    }
  }

  dispose(): void {
    for (const { timer } of this.#timers.values()) clearTimeout(timer);
    for (const controller of this.#asking.values()) controller.abort();
    for (const watcher of this.#watchers.values()) watcher.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #refreshShown(): void {
    for (const { document } of window.visibleTextEditors) this.refreshSoon(document);
  }

  #watch(document: TextDocument, folder: string): void {
    const key = String(document.uri);
    if (this.#watchers.has(key)) return;
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(Uri.file(folder), '{.tableread/**,*.takes.json}'),
    );
    const refresh = (): void => this.refreshSoon(document);
    watcher.onDidCreate(refresh);
    watcher.onDidChange(refresh);
    watcher.onDidDelete(refresh);
    this.#watchers.set(key, watcher);
  }

  #forget(document: TextDocument): void {
    const key = String(document.uri);
    clearTimeout(this.#timers.get(key)?.timer);
    this.#timers.delete(key);
    this.#asking.get(key)?.abort();
    this.#watchers.get(key)?.dispose();
    this.#watchers.delete(key);
    this.#unmeasured.delete(key);
    this.#states.delete(key);
  }

  #set(document: TextDocument, states: ReadonlyMap<string, TakeState>): void {
    const key = String(document.uri);
    if (document.isClosed || isSame(this.#states.get(key), states)) return;
    this.#states.set(key, states);
    this.#changed.fire(document);
  }
}

/** Whether a take has come of which the length is not known yet. */
function isUnmeasured(
  before: ReadonlyMap<string, TakeState> | undefined,
  states: ReadonlyMap<string, TakeState>,
): boolean {
  for (const { cue, state, seconds } of states.values())
    if (state === 'cached' && seconds === undefined && before?.get(cue)?.state !== 'cached') return true;
  return false;
}

function isSame(a: ReadonlyMap<string, TakeState> | undefined, b: ReadonlyMap<string, TakeState>): boolean {
  if (a?.size !== b.size) return false;
  for (const [cue, one] of a) {
    const other = b.get(cue);
    if (other === undefined) return false;
    if (one.state !== other.state || one.line !== other.line || one.seconds !== other.seconds) return false;
    if (one.locked !== other.locked || one.take !== other.take) return false;
  }
  return true;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
