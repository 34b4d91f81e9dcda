import { Position, type TextDocument } from 'vscode';
import type { ResolvedCue } from '../language-server/protocol.ts';
import type { LanguageService } from './languageService.ts';

/**
 * A cue by its id, wherever it stands now.
 *
 * @param line 0-based, where it stood last: there it is looked for first, as the list of a long script is long
 */
export async function findCue(
  language: LanguageService,
  document: TextDocument,
  id: string,
  line: number | undefined,
): Promise<ResolvedCue | undefined> {
  if (line !== undefined && line < document.lineCount) {
    const cue = await language.cueAt(document, new Position(line, 0));
    if (cue?.id === id) return cue;
  }
  const found = (await language.cues(document))?.cues.find((cue) => cue.id === id);
  if (found === undefined) return undefined;
  return (await language.cueAt(document, new Position(found.range.start.line, 0))) ?? undefined;
}
