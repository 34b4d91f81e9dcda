import {
  OverviewRulerLane,
  Range,
  TextEditorRevealType,
  ThemeColor,
  window,
  workspace,
  type Disposable,
  type TextDocument,
} from 'vscode';
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
    light: { outlineColor: new ThemeColor('contrastActiveBorder') },
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
    const key = now === undefined || cue === undefined ? undefined : `${now.listening.document} ${cue}`;
    if (key === this.#shown) return;
    this.#shown = key;
    const shown = window.visibleTextEditors;
    const editors = shown.filter(({ document }) => String(document.uri) === now?.listening.document);
    const document = editors[0]?.document;
    const range = document === undefined || cue === undefined ? undefined : await this.#rangeOf(document, cue);
    if (this.#shown !== key) return;
    for (const editor of shown) {
      const isHere = range !== undefined && editors.includes(editor);
      editor.setDecorations(this.#mark, isHere ? [range] : []);
      if (isHere && workspace.getConfiguration('tableread').get<boolean>('player.follow', true)) {
        editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }

  async #rangeOf(document: TextDocument, cue: string): Promise<Range | undefined> {
    const list = await this.language.cues(document).catch(() => null);
    const range = list?.cues.find(({ id }) => id === cue)?.range;
    return range && new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  }
}
