import { commands, window } from 'vscode';
import { basename } from 'node:path';
import { clockTime } from '../../language-server/clockTime.ts';
import { commandTarget } from '../commandTarget.ts';
import { editorLocale } from '../editorLocale.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';

/** Says what a script holds and what is wrong with it, and shows the problems. */
export async function checkScript(services: Services, target?: unknown): Promise<void> {
  const document = await commandTarget(services.scripts, target);
  const status = document === undefined ? null : await services.language.status(document);
  if (document === undefined || status === null) return;
  const values = {
    script: basename(document.uri.path),
    lines: status.cues,
    length: clockTime(status.seconds, editorLocale),
    errors: status.errors,
    warnings: status.warnings,
  };
  if (status.errors + status.warnings === 0) {
    void window.showInformationMessage(say('editor/check-fine', values));
    return;
  }
  await commands.executeCommand('workbench.actions.view.problems');
  void window.showWarningMessage(say('editor/check-problems', values));
}
