import {
  commands,
  ViewColumn,
  window,
  type Disposable,
  type Uri,
  type Webview,
  type WebviewPanel,
  type WebviewPanelSerializer,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import type { FromPlayer, ToPlayer } from './playerProtocol.ts';
import { say } from './say.ts';
import { webviewPage } from './webviewPage.ts';

/** Ids of the view in the panel and of the panel beside the editor. */
const playerView = 'tableread.player';
const playerPanel = 'tableread.playerBeside';

export interface PlayerViewOptions {
  /** Folder of the bundled programs. */
  readonly dist: Uri;
  readonly onMessage: (message: FromPlayer) => void;
  readonly onGone: () => void;
}

/** The view and the panel that show the player. One of them has the page that plays: the panel, where there is one. */
export class PlayerView implements WebviewViewProvider, WebviewPanelSerializer, Disposable {
  readonly #options: PlayerViewOptions;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  readonly #heard = new WeakSet<Webview>();
  #page: Webview | undefined;
  #view: WebviewView | undefined;
  #panel: WebviewPanel | undefined;

  constructor(options: PlayerViewOptions) {
    this.#options = options;
    this.#subscriptions = [
      window.registerWebviewViewProvider(playerView, this, { webviewOptions: { retainContextWhenHidden: true } }),
      window.registerWebviewPanelSerializer(playerPanel, this),
    ];
  }

  /** Makes the player visible; the focus stays where it is. */
  async show(place: 'panel' | 'beside'): Promise<void> {
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, true);
      return;
    }
    if (place === 'beside') {
      this.showBeside();
      return;
    }
    if (this.#view === undefined) await commands.executeCommand(`${playerView}.focus`, { preserveFocus: true });
    else this.#view.show(true);
  }

  /** A player beside the editor, which then is the one that plays. */
  showBeside(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, true);
      return;
    }
    const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.#usePanel(
      window.createWebviewPanel(playerPanel, say('editor/player'), where, { retainContextWhenHidden: true }),
    );
  }

  post(message: ToPlayer): void {
    void this.#page?.postMessage(message);
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    view.onDidDispose(() => {
      this.#view = undefined;
      this.#gone(view.webview);
    });
    if (this.#panel === undefined) this.#use(view.webview);
    else view.webview.html = '';
  }

  deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    this.#usePanel(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #usePanel(panel: WebviewPanel): void {
    if (this.#view !== undefined) {
      this.#gone(this.#view.webview);
      this.#view.webview.html = '';
    }
    this.#panel = panel;
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#gone(panel.webview);
      if (this.#view !== undefined) this.#use(this.#view.webview);
    });
    this.#use(panel.webview);
  }

  #use(webview: Webview): void {
    const { dist, onMessage } = this.#options;
    this.#page = webview;
    if (!this.#heard.has(webview)) {
      this.#heard.add(webview);
      webview.onDidReceiveMessage((message: FromPlayer) => {
        if (this.#page === webview) onMessage(message);
      });
    }
    webviewPage(webview, 'player', dist);
  }

  #gone(webview: Webview): void {
    if (this.#page !== webview) return;
    this.#page = undefined;
    this.#options.onGone();
  }
}
