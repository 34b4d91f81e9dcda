import { commands, EventEmitter, workspace, type Disposable, type Memento, type TextDocument, type Uri } from 'vscode';
import { message } from '../foundation/message.ts';
import type { ProductionClient } from '../production/client.ts';
import type { PlayOrder } from '../production/productionService.ts';
import { editorLocale } from './editorLocale.ts';
import { errorText } from './errorText.ts';
import { Playback, type NowPlaying } from './playback.ts';
import { PlayerView } from './playerView.ts';
import type { RenderProblems } from './renderProblems.ts';
import { revealLine } from './revealLine.ts';
import type { ScriptSources } from './scriptSources.ts';

export interface PlayerOptions {
  readonly dist: Uri;
  readonly production: ProductionClient;
  readonly sources: ScriptSources;
  readonly problems: RenderProblems;
  /** Of the workspace. */
  readonly memory: Memento;
  readonly onError: (error: unknown) => void;
}

const memoryKey = 'tableread.lastPlayed';

interface LastPlayed {
  readonly document: string;
  readonly what: PlayOrder;
}

/** The player: its page, and what it plays. */
export class Player implements Disposable {
  readonly #changed = new EventEmitter<NowPlaying | undefined>();
  readonly onDidChange = this.#changed.event;
  readonly #options: PlayerOptions;
  readonly #view: PlayerView;
  readonly #playback: Playback;

  constructor(options: PlayerOptions) {
    this.#options = options;
    const { dist, production, problems } = options;
    this.#view = new PlayerView({
      dist,
      onMessage: (message) => {
        if (message.kind === 'ready' && this.#playback.listening === undefined) void this.#restore();
        this.#playback.receive(message);
      },
      onGone: () => this.#playback.pageGone(),
    });
    this.#playback = new Playback({
      production,
      post: (message) => this.#view.post(message),
      onChange: (now) => {
        void commands.executeCommand('setContext', 'tableread.playing', now !== undefined);
        this.#changed.fire(now);
      },
      onFailure: (failure, { document: address }) => {
        const document = openDocument(address);
        if (document !== undefined) problems.add(document, failure);
        this.#notice(message(failure.code, failure.values, editorLocale).text);
      },
      onNotice: ({ code, values }) => this.#notice(message(code, values, editorLocale).text),
      onError: (error) => {
        this.#notice(errorText(error, editorLocale) ?? null);
        options.onError(error);
      },
      onReveal: (cue, reel, { document }) => {
        const line = reel.cues.find(({ id }) => id === cue)?.line;
        const script = openDocument(document);
        if (line !== undefined && script !== undefined) void revealLine(script, line - 1, false);
      },
    });
  }

  get now(): NowPlaying | undefined {
    return this.#playback.now;
  }

  /** Makes something of a script be heard. The player is shown, the focus stays in the text. */
  async play(document: TextDocument, what: PlayOrder): Promise<void> {
    const script = this.#options.sources.of(document);
    if (script === undefined) return;
    const last: LastPlayed = { document: String(document.uri), what };
    void this.#options.memory.update(memoryKey, last);
    const shown = this.show();
    await Promise.all([shown, this.#playback.play({ document: String(document.uri), script, what })]);
  }

  stop(): void {
    this.#playback.stop();
  }

  async show(): Promise<void> {
    await this.#view.show(
      workspace.getConfiguration('tableread').get('player.place') === 'beside' ? 'beside' : 'panel',
    );
  }

  showBeside(): void {
    this.#view.showBeside();
  }

  /** Tells the page which cue the cursor stands in. */
  showCursor(cue: string | undefined): void {
    this.#view.post({ kind: 'cursor', cue: cue ?? null });
  }

  dispose(): void {
    this.#playback.stop();
    this.#view.dispose();
    this.#changed.dispose();
  }

  /** Shows what was played last, before the window was loaded anew. It is not played, and no take is made. */
  async #restore(): Promise<void> {
    const last = this.#options.memory.get<LastPlayed>(memoryKey);
    const document = last === undefined ? undefined : openDocument(last.document);
    const script = document === undefined ? undefined : this.#options.sources.of(document);
    if (last === undefined || script === undefined || !workspace.isTrusted) return;
    try {
      await this.#playback.show({ document: last.document, script, what: last.what });
    } catch {
      // The line is no more, or its folder: there is nothing to show.
    }
  }

  #notice(text: string | null): void {
    this.#view.post({ kind: 'notice', text });
  }
}

function openDocument(address: string): TextDocument | undefined {
  return workspace.textDocuments.find(({ uri }) => String(uri) === address);
}
