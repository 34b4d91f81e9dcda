import { CodeLens, type CancellationToken, type ProviderResult, type TextDocument } from 'vscode';
import type { TakeState } from '../production/productionService.ts';
import { editorLocale } from './editorLocale.ts';
import { lensTitle } from './lensTitle.ts';
import type { NowPlaying } from './playback.ts';
import { say } from './say.ts';

/** What the lenses of a script are made with. */
export interface LensFacts {
  readonly takes: ReadonlyMap<string, TakeState> | undefined;
  readonly now: NowPlaying | undefined;
}

type Ask = (document: TextDocument, token: CancellationToken) => ProviderResult<CodeLens[]>;

/**
 * The server's lenses with the state of each cue's take; that of the one that plays stops it. When only what is played has
 * changed, the server is not asked again.
 */
export class TakeLenses {
  readonly #facts: (document: TextDocument) => LensFacts;
  readonly #known = new WeakMap<TextDocument, { readonly version: number; readonly lenses: readonly CodeLens[] }>();
  readonly #reusing = new WeakSet<TextDocument>();

  constructor(facts: (document: TextDocument) => LensFacts) {
    this.#facts = facts;
  }

  /** The next time they are asked for, only what is played is new. */
  reuse(documents: readonly TextDocument[]): void {
    for (const document of documents) this.#reusing.add(document);
  }

  async provide(document: TextDocument, token: CancellationToken, ask: Ask): Promise<CodeLens[] | null | undefined> {
    const known = this.#known.get(document);
    if (this.#reusing.delete(document) && known?.version === document.version) {
      return withTakes(known.lenses, document, this.#facts(document));
    }
    const { version } = document;
    const lenses = await ask(document, token);
    if (!lenses) return lenses;
    this.#known.set(document, { version, lenses });
    return withTakes(lenses, document, this.#facts(document));
  }
}

function withTakes(lenses: readonly CodeLens[], document: TextDocument, { takes, now }: LensFacts): CodeLens[] {
  const isHere = now?.listening.document === String(document.uri);
  return lenses.map((lens) => {
    const { command, range } = lens;
    if (command?.command !== 'tableread.playLine') return lens;
    const cue: unknown = command.arguments?.[1];
    if (typeof cue !== 'string') return lens;
    const playing = isHere && now.cue === cue ? now.state : undefined;
    const title = lensTitle(takes?.get(cue), playing, editorLocale);
    if (playing !== undefined) return new CodeLens(range, { title, command: 'tableread.stop' });
    return new CodeLens(range, { ...command, title, tooltip: say('editor/lens-play-tooltip') });
  });
}
