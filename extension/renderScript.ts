import { basename } from 'node:path';
import { commands, window, type TextDocument } from 'vscode';
import type { ProductionOptions } from '../production/productionTypes.ts';
import { clockTime } from '../language-server/clockTime.ts';
import { isScript } from './activeScript.ts';
import { editorLocale } from './editorLocale.ts';
import { openFolder } from './openFolder.ts';
import { outputFolder } from './outputFolder.ts';
import { deliverSetting, isInterrupted, type Rendered } from './rendering.ts';
import { say } from './say.ts';
import type { Services } from './services.ts';

/** What is asked of a render by hand; the rest comes from settings and script. */
export type RenderOrder = Partial<Omit<ProductionOptions, 'signal'>>;

/** Renders a script and tells what came of it, with the ways to hear and to see it. */
export async function renderScript(
  services: Services,
  document: TextDocument,
  order: RenderOrder = {},
): Promise<Rendered | undefined> {
  const out = order.out ?? outputFolder(document);
  if (out === undefined) {
    const save = say('editor/save');
    if ((await window.showInformationMessage(say('editor/save-first'), save)) !== save) return undefined;
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.files.save');
    // Saved, it is another document.
    const saved = window.activeTextEditor?.document;
    if (saved === undefined || !isScript(saved) || outputFolder(saved) === undefined) return undefined;
    return renderScript(services, saved, order);
  }
  try {
    const rendered = await services.rendering.render(document, { ...deliverSetting(document), ...order, out });
    if (rendered !== undefined) void tell(services, rendered);
    return rendered;
  } catch (error) {
    if (!isInterrupted(error)) throw error;
    const again = say('editor/render-again');
    const chosen = await window.showErrorMessage(say('editor/render-interrupted'), again);
    return chosen === again ? renderScript(services, document, order) : undefined;
  }
}

async function tell({ player }: Services, { document, folder, production }: Rendered): Promise<void> {
  const { cues, failures, length, sampleRate } = production;
  const values = {
    script: basename(document.uri.path),
    lines: cues.length,
    length: clockTime(length / sampleRate, editorLocale),
    failed: failures.length,
  };
  const [play, open, problems] = [say('editor/play'), say('editor/open-folder'), say('editor/show-problems')];
  const chosen =
    failures.length === 0
      ? await window.showInformationMessage(say('editor/rendered', values), play, open)
      : await window.showWarningMessage(say('editor/rendered-in-part', values), play, open, problems);
  if (chosen === play) await player.play(document, { kind: 'output', folder });
  if (chosen === open) await openFolder(folder);
  if (chosen === problems) await commands.executeCommand('workbench.actions.view.problems');
}
