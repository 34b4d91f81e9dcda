import { Position } from 'vscode';
import { applyEdits } from './applyEdits.ts';
import type { FoundCue } from './cueAtCursor.ts';
import type { Services } from './services.ts';

/** Writes `take n` on the line of a cue (take 1 is what a line without it says), in one step of its history. */
export async function setTake({ language }: Services, { document, cue }: FoundCue, take: number): Promise<boolean> {
  const at = new Position(cue.range.start.line, 0);
  return applyEdits(document, await language.redirect(document, at, { take }));
}
