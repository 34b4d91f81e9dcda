import {
  CodeLens,
  EventEmitter,
  window,
  workspace,
  type CancellationToken,
  type CodeLensProvider,
  type Disposable,
  type TextDocument,
} from 'vscode';
import type { LensData } from '../language-server/protocol.ts';
import type { TakeState } from '../production/productionService.ts';
import { editorLocale } from './editorLocale.ts';
import { lensTitle } from './lensTitle.ts';
import type { NowPlaying } from './playback.ts';
import { say } from './say.ts';

/** What the lenses of a script are made with. */
export interface LensFacts {
  /** Tell of takes and times. */
  readonly isTelling: boolean;
  readonly takes: ReadonlyMap<string, TakeState> | undefined;
  readonly now: NowPlaying | undefined;
}

export interface TakeLensesOptions {
  /** Asks the server. */
  readonly ask: (document: TextDocument, token: CancellationToken) => Promise<readonly CodeLens[] | null>;
  readonly facts: (document: TextDocument) => LensFacts;
}

interface Known {
  readonly version: number;
  /** As the server made them. */
  readonly lenses: readonly CodeLens[];
  /** As they are shown. */
  readonly titles: readonly string[];
}

/**
 * The server's lenses with the state of each cue's take; that of the one that plays stops it.
 *
 * Every change that is told makes the editor wait for a quarter of a second before it asks, and a change told meanwhile makes
 * it wait again: so a change is told only where a lens that is shown becomes another one.
 */
export class TakeLenses implements CodeLensProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #options: TakeLensesOptions;
  readonly #known = new WeakMap<TextDocument, Known>();
  /** What the server said of these is old. */
  readonly #outdated = new WeakSet<TextDocument>();

  constructor(options: TakeLensesOptions) {
    this.#options = options;
  }

  async provideCodeLenses(document: TextDocument, token: CancellationToken): Promise<CodeLens[] | null> {
    const { version } = document;
    const known = this.#known.get(document);
    const isKnown = known?.version === version && !this.#outdated.has(document);
    this.#outdated.delete(document);
    const lenses = isKnown ? known.lenses : await this.#options.ask(document, token);
    if (lenses === null) return null;
    const shown = withTakes(lenses, document, this.#options.facts(document));
    this.#known.set(document, { version, lenses, titles: titlesOf(shown) });
    return shown;
  }

  /** Takes, or what is played, may be others than before. */
  factsChanged(): void {
    for (const { document } of window.visibleTextEditors) {
      const known = this.#known.get(document);
      if (known === undefined) continue;
      const titles = titlesOf(withTakes(known.lenses, document, this.#options.facts(document)));
      if (titles.every((title, index) => title === known.titles[index])) continue;
      this.#changed.fire();
      return;
    }
  }

  /** The server has others for every script. */
  serverChanged(): void {
    for (const document of workspace.textDocuments) this.#outdated.add(document);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function titlesOf(lenses: readonly CodeLens[]): readonly string[] {
  return lenses.map(({ command }) => command?.title ?? '');
}

function withTakes(
  lenses: readonly CodeLens[],
  document: TextDocument,
  { isTelling, takes, now }: LensFacts,
): CodeLens[] {
  const isHere = now?.listening.document === String(document.uri);
  const heard = isHere ? heardLengths(now) : new Map<string, number>();
  return lenses.map((lens) => {
    const { command, range } = lens;
    if (command?.command !== 'tableread.playLine') return lens;
    const cue: unknown = command.arguments?.[1];
    if (typeof cue !== 'string') return lens;
    const playing = isHere && now.cue === cue ? now.state : undefined;
    // As the client makes lenses of the server's.
    const place = isTelling ? (lens as CodeLens & { readonly data?: LensData }).data : undefined;
    const take = isTelling ? takes?.get(cue) : undefined;
    const seconds = take?.state === 'cached' ? (take.seconds ?? heard.get(cue)) : take?.seconds;
    const measured = take === undefined || seconds === undefined ? take : { ...take, seconds };
    const title = lensTitle(place, measured, playing, editorLocale);
    if (playing !== undefined) return new CodeLens(range, { title, command: 'tableread.stop' });
    return new CodeLens(range, { ...command, title, tooltip: say('editor/lens-play-tooltip') });
  });
}

/** Seconds of the takes that are played, by cue. They are noted with the other lengths when the play ends. */
function heardLengths({ reel, listening: { what } }: NowPlaying): ReadonlyMap<string, number> {
  // Another reading than the script's, or a render of another day, says nothing of the line as it stands.
  if (reel === undefined || what.kind === 'output' || (what.kind === 'cue' && what.take !== undefined))
    return new Map();
  const ready = reel.cues.filter(({ state }) => state === 'ready');
  return new Map(ready.map(({ id, length }) => [id, length / reel.sampleRate]));
}
