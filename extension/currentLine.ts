import {
  OverviewRulerLane,
  Range,
  TextEditorRevealType,
  ThemeColor,
  window,
  type Disposable,
  type TextDocument,
} from 'vscode';
import type { Reel } from '../production/productionService.ts';
import { findCue } from './findCue.ts';
import type { LanguageService } from './languageService.ts';
import type { Player } from './player.ts';
import type { NowPlaying } from './playback.ts';

/** Shows in the script which line is heard, and scrolls to it. */
export class CurrentLine implements Disposable {
  readonly #mark = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor('editor.rangeHighlightBackground'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.findMatchForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
    // Not by colour alone, and high contrast has no background here.
    borderStyle: 'solid',
    borderWidth: '0 0 0 3px',
    borderColor: new ThemeColor('focusBorder'),
  });
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #shown: string | undefined;

  constructor(
    readonly language: LanguageService,
    player: Player,
  ) {
    this.#subscriptions = [
      this.#mark,
      player.onDidChange((now) => void this.#show(now)),
      window.onDidChangeVisibleTextEditors(() => {
        this.#shown = undefined;
        void this.#show(player.now);
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #show(now: NowPlaying | undefined): Promise<void> {
    const cue = now?.cue;
    const key =
      now === undefined || cue === undefined ? undefined : `${now.listening.document} ${cue} ${String(now.follow)}`;
    if (key === this.#shown) return;
    this.#shown = key;
    const shown = window.visibleTextEditors;
    const editors = shown.filter(({ document }) => String(document.uri) === now?.listening.document);
    const document = editors[0]?.document;
    const range =
      document === undefined || cue === undefined ? undefined : await this.#rangeOf(document, cue, now?.reel);
    if (this.#shown !== key) return;
    for (const editor of shown) {
      const isHere = range !== undefined && editors.includes(editor);
      editor.setDecorations(this.#mark, isHere ? [range] : []);
      if (isHere && now?.follow === true) {
        editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }

  async #rangeOf(document: TextDocument, cue: string, reel: Reel | undefined): Promise<Range | undefined> {
    const line = reel?.cues.find(({ id }) => id === cue)?.line;
    const found = await findCue(this.language, document, cue, line === undefined ? undefined : line - 1).catch(
      () => undefined,
    );
    if (found === undefined) return undefined;
    const { start, end } = found.range;
    return new Range(start.line, start.character, end.line, end.character);
  }
}
