import { dirname } from 'node:path';
import {
  Position,
  RelativePattern,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type TextDocument,
  type WebviewPanel,
} from 'vscode';
import type { Direction, ResolvedCue } from '../language-server/protocol.ts';
import { applyEdits } from './applyEdits.ts';
import type { CueAtCursor, CursorCue } from './cursorCue.ts';
import { directedCue } from './directedCue.ts';
import type { FromDirection, ToDirection } from './directionProtocol.ts';
import { editorLocale } from './editorLocale.ts';
import { findCue } from './findCue.ts';
import type { LanguageService } from './languageService.ts';
import { mayRender } from './mayRender.ts';
import type { Player } from './player.ts';
import { say } from './say.ts';
import type { ScriptSources } from './scriptSources.ts';
import { webviewPage } from './webviewPage.ts';
import { writtenPath } from './writtenPath.ts';

const panelType = 'tableread.direction';
const recordingEndings = ['wav', 'mp3', 'flac', 'ogg', 'opus'];
/** Recordings that are offered; any other can be chosen by hand. */
const mostRecordings = 100;

export interface DirectionEditorOptions {
  readonly dist: Uri;
  readonly language: LanguageService;
  readonly sources: ScriptSources;
  readonly cursor: CursorCue;
  readonly player: Player;
  readonly onError: (error: unknown) => void;
}

/** A change of the line that waits for the one before it. */
interface Redirection {
  readonly cue: string;
  readonly direction: Direction;
  readonly isFinal: boolean;
}

/**
 * The direction editor: shows the line at the cursor and writes what its page is set to as text. A gesture on a slider is one
 * step of the script's history, however many changes it makes on the way.
 */
export class DirectionEditor implements Disposable {
  readonly #options: DirectionEditorOptions;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #panel: WebviewPanel | undefined;
  #directed: CueAtCursor | undefined;
  #waiting: Redirection | undefined;
  #isWriting = false;
  /** A gesture has changed the text and is not over. */
  #inGesture = false;

  constructor(options: DirectionEditorOptions) {
    this.#options = options;
    const { cursor, player } = options;
    this.#subscriptions = [
      window.registerWebviewPanelSerializer(panelType, {
        deserializeWebviewPanel: (panel) => {
          this.#use(panel);
          return Promise.resolve();
        },
      }),
      cursor.onDidChange((now) => this.#direct(now)),
      player.onDidChange((now) => {
        const isHere = now?.listening.document === String(this.#directed?.document.uri);
        this.#post({ kind: 'playing', playing: isHere && now.cue === this.#directed?.cue.id });
      }),
    ];
  }

  /** Shows the editor beside the script; the focus stays in the text. */
  show(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, true);
      return;
    }
    const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.#use(window.createWebviewPanel(panelType, say('editor/direction'), where, { retainContextWhenHidden: true }));
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #use(panel: WebviewPanel): void {
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromDirection) => {
      this.#receive(message).catch(this.#options.onError);
    });
    webviewPage(panel.webview, 'direction', this.#options.dist);
  }

  #post(message: ToDirection): void {
    void this.#panel?.webview.postMessage(message);
  }

  #direct(now: CueAtCursor | undefined): void {
    // While a slider moves, the page knows best.
    if (this.#inGesture || this.#isWriting) return;
    const isOtherScript = now !== undefined && now.document !== this.#directed?.document;
    this.#directed = now;
    this.#post({ kind: 'cue', cue: now === undefined ? null : directedCue(now.cue, editorLocale) });
    if (isOtherScript) void this.#offerRecordings(now.document);
  }

  async #receive(message: FromDirection): Promise<void> {
    const { cursor, player, sources } = this.#options;
    switch (message.kind) {
      case 'ready':
        this.#directed = undefined;
        this.#direct(cursor.now);
        return;
      case 'redirect':
        await this.#redirect({ cue: message.cue, direction: message.direction, isFinal: message.final });
        return;
      case 'preview': {
        const document = this.#directed?.document;
        if (document === undefined || !(await mayRender(document, sources))) return;
        await player.play(document, { kind: 'cue', cue: message.cue });
        return;
      }
      case 'stop':
        player.stop();
        return;
      case 'chooseRecording':
        await this.#chooseRecording(message.cue);
    }
  }

  /** Writes one change after the other; of those that wait only the last counts. */
  async #redirect(redirection: Redirection): Promise<void> {
    const { isFinal } = redirection;
    this.#waiting = { ...redirection, isFinal: isFinal || this.#waiting?.isFinal === true };
    if (this.#isWriting) return;
    this.#isWriting = true;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#write(next);
    } finally {
      this.#isWriting = false;
    }
    if (this.#inGesture || this.#directed === undefined) return;
    const cue = await this.#find(this.#directed.document, this.#directed.cue.id);
    if (cue !== undefined) this.#direct({ document: this.#directed.document, cue });
  }

  #next(): Redirection | undefined {
    const next = this.#waiting;
    this.#waiting = undefined;
    return next;
  }

  async #write({ cue: id, direction, isFinal }: Redirection): Promise<void> {
    const document = this.#directed?.document;
    const cue = document === undefined ? undefined : await this.#find(document, id);
    if (document === undefined || cue === undefined) return;
    const { version } = document;
    const at = new Position(cue.range.start.line, 0);
    const edits = await this.#options.language.redirect(document, at, direction);
    // Someone has typed meanwhile: these edits are for a text that is no more.
    if (document.version !== version) {
      if (isFinal) await this.#write({ cue: id, direction, isFinal });
      return;
    }
    await applyEdits(document, edits, { before: !this.#inGesture, after: isFinal });
    this.#inGesture = !isFinal;
  }

  #find(document: TextDocument, id: string): Promise<ResolvedCue | undefined> {
    const { language } = this.#options;
    return findCue(language, document, id, this.#directed?.cue.range.start.line);
  }

  async #chooseRecording(id: string): Promise<void> {
    const document = this.#directed?.document;
    if (document?.uri.scheme !== 'file') return;
    const folder = Uri.file(dirname(document.uri.fsPath));
    const [file] =
      (await window.showOpenDialog({
        defaultUri: folder,
        filters: { [say('editor/recordings')]: recordingEndings },
        title: say('editor/choose-recording'),
      })) ?? [];
    if (file === undefined) return;
    const cue = await this.#find(document, id);
    const emotion = cue?.direction.emotion;
    const strength = emotion?.kind === 'recording' ? emotion.strength : 1;
    const path = writtenPath(folder.fsPath, file.fsPath);
    await this.#redirect({ cue: id, direction: { recording: { path, strength } }, isFinal: true });
  }

  async #offerRecordings(document: TextDocument): Promise<void> {
    if (document.uri.scheme !== 'file') {
      this.#post({ kind: 'recordings', paths: [] });
      return;
    }
    const folder = dirname(document.uri.fsPath);
    const pattern = new RelativePattern(Uri.file(folder), `**/*.{${recordingEndings.join(',')}}`);
    const output = workspace.getConfiguration('tableread', document).get<string>('output.folder', 'out');
    const files = await workspace.findFiles(
      pattern,
      `{**/.tableread/**,**/node_modules/**,${output}/**}`,
      mostRecordings,
    );
    this.#post({ kind: 'recordings', paths: files.map(({ fsPath }) => writtenPath(folder, fsPath)).sort() });
  }
}
