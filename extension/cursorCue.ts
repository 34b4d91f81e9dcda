import { commands, EventEmitter, window, workspace, type Disposable, type TextDocument } from 'vscode';
import type { ResolvedCue } from '../language-server/protocol.ts';
import type { ActiveScript } from './activeScript.ts';
import type { LanguageService } from './languageService.ts';
import type { TakeStates } from './takeStates.ts';

/** The cue that the cursor stands in. */
export interface CueAtCursor {
  readonly document: TextDocument;
  readonly cue: ResolvedCue;
}

/** Time without typing or moving before the cue is looked up, milliseconds. */
const quietMilliseconds = 80;

/** The cue that the cursor of the active script stands in, for all that shows it. */
export class CursorCue implements Disposable {
  readonly #changed = new EventEmitter<CueAtCursor | undefined>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #now: CueAtCursor | undefined;
  #timer: NodeJS.Timeout | undefined;
  #question = 0;

  constructor(
    readonly scripts: ActiveScript,
    readonly language: LanguageService,
    readonly takes: TakeStates,
  ) {
    const soon = (document: TextDocument | undefined): void => {
      if (document === scripts.document) this.#lookSoon();
    };
    this.#subscriptions = [
      this.#changed,
      window.onDidChangeTextEditorSelection(({ textEditor }) => soon(textEditor.document)),
      workspace.onDidChangeTextDocument(({ document }) => soon(document)),
      scripts.onDidChange(() => this.#lookSoon()),
      takes.onDidChange(() => this.#tellLock()),
    ];
    this.#lookSoon();
  }

  get now(): CueAtCursor | undefined {
    return this.#now;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), quietMilliseconds);
  }

  async #look(): Promise<void> {
    const { document, editor } = this.scripts;
    const question = ++this.#question;
    const position = editor?.selection.active;
    const cue =
      document === undefined || position === undefined
        ? null
        : await this.language.cueAt(document, position).catch(() => null);
    if (question !== this.#question) return;
    this.#now = cue === null || document === undefined ? undefined : { document, cue };
    this.#tellLock();
    this.#changed.fire(this.#now);
  }

  #tellLock(): void {
    const state = this.#now === undefined ? undefined : this.takes.of(this.#now.document)?.get(this.#now.cue.id);
    void commands.executeCommand('setContext', 'tableread.cueLocked', state?.locked === true);
  }
}
