import { window, type TextDocument } from 'vscode';
import type { ResolvedCue } from '../language-server/protocol.ts';
import { commandTarget } from './commandTarget.ts';
import { say } from './say.ts';
import type { Services } from './services.ts';

/** A cue of a script, as a command needs it. */
export interface FoundCue {
  readonly document: TextDocument;
  readonly cue: ResolvedCue;
}

/** The cue that the cursor of the active script stands in. Tells when there is none, and gives undefined. */
export async function cueAtCursor({ scripts, language }: Services): Promise<FoundCue | undefined> {
  const document = await commandTarget(scripts, undefined);
  const position = scripts.editor?.selection.active;
  if (document === undefined || position === undefined) return undefined;
  const cue = await language.cueAt(document, position);
  if (cue === null) {
    void window.showInformationMessage(say('editor/no-cue-here'));
    return undefined;
  }
  return { document, cue };
}
