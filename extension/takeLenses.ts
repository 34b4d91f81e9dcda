import { CodeLens, type TextDocument } from 'vscode';
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

/** The server's lenses with the state of each cue's take; the one that plays stops it. */
export function takeLenses(lenses: readonly CodeLens[], document: TextDocument, { takes, now }: LensFacts): CodeLens[] {
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
