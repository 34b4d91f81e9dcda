import { EventEmitter, languages, workspace, type Disposable, type TextDocument } from 'vscode';
import type { Status } from '../language-server/protocol.ts';
import type { ActiveScript } from './activeScript.ts';
import type { LanguageService } from './languageService.ts';
import type { TakeStates } from './takeStates.ts';

/** What the views show of a script. */
export interface FactsOfScript {
  readonly document: TextDocument;
  readonly status: Status;
}

/** Time without a change before a script is looked at again, milliseconds. */
const quietMilliseconds = 300;

/** Counts of the active script, asked anew when it has changed and rested. */
export class ScriptFacts implements Disposable {
  readonly #changed = new EventEmitter<FactsOfScript | undefined>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #now: FactsOfScript | undefined;
  #timer: NodeJS.Timeout | undefined;
  #question = 0;

  constructor(
    readonly scripts: ActiveScript,
    readonly language: LanguageService,
    takes: TakeStates,
  ) {
    const soon = (document: TextDocument | undefined): void => {
      if (document === scripts.document) this.lookSoon();
    };
    this.#subscriptions = [
      this.#changed,
      scripts.onDidChange(() => this.lookSoon()),
      workspace.onDidChangeTextDocument(({ document }) => soon(document)),
      takes.onDidChange(soon),
      // Files beside the script have been read: it may mean something else.
      languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => String(uri) === String(scripts.document?.uri))) this.lookSoon();
      }),
    ];
    this.lookSoon();
  }

  get now(): FactsOfScript | undefined {
    return this.#now;
  }

  lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), quietMilliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #look(): Promise<void> {
    const { document } = this.scripts;
    const question = ++this.#question;
    const status = document === undefined ? null : await this.language.status(document).catch(() => null);
    if (question !== this.#question) return;
    this.#now = document === undefined || status === null ? undefined : { document, status };
    this.#changed.fire(this.#now);
  }
}
