import { Position, ViewColumn, window, type TextDocument } from 'vscode';
import type { CueEntry } from '../../language-server/protocol.ts';
import { isScript } from '../activeScript.ts';
import { applyEdits } from '../applyEdits.ts';
import { mayRender } from '../mayRender.ts';
import { renderScript } from '../renderScript.ts';
import type { Services } from '../services.ts';
import { firstSample, openSample } from './openSamples.ts';

/** First step: a line of the sample is heard. */
export async function walkthroughHear(services: Services): Promise<void> {
  const { document, cue } = await sampleLine(services);
  if (cue === undefined || !(await mayRender(document, services.sources))) return;
  await services.player.play(document, { kind: 'cue', cue: cue.id });
}

/** Second step: the line gets a direction, as text that can be undone, and is heard with it. */
export async function walkthroughDirect(services: Services): Promise<void> {
  const { document, cue } = await sampleLine(services);
  if (cue === undefined || !(await mayRender(document, services.sources))) return;
  const at = new Position(cue.range.start.line, 0);
  const edits = await services.language.redirect(document, at, { weights: [0, 0, 0, 0, 0, 0, 0.7, 0], length: '0.8x' });
  await applyEdits(document, edits);
  services.direction.show();
  await services.player.play(document, { kind: 'cue', cue: cue.id });
}

/** Third step: the sample is rendered and its sound is heard. */
export async function walkthroughRender(services: Services): Promise<void> {
  const document = await openSample(services.context, firstSample(), column());
  if (!(await mayRender(document, services.sources))) return;
  const rendered = await renderScript(services, document);
  if (rendered !== undefined) await services.player.play(document, { kind: 'output', folder: rendered.folder });
}

/** The second line of dialogue of the sample, with the cursor in it. */
async function sampleLine(
  services: Services,
): Promise<{ readonly document: TextDocument; readonly cue: CueEntry | undefined }> {
  const document = await openSample(services.context, firstSample(), column());
  const spoken = (await services.language.cues(document))?.cues.filter(({ sound }) => sound) ?? [];
  const cue = spoken[1] ?? spoken[0];
  if (cue !== undefined) await services.reveal(cue.range.start.line, false);
  return { document, cue };
}

/** Beside the steps that are read, until it stands there. */
function column(): ViewColumn {
  return window.visibleTextEditors.find(({ document }) => isScript(document))?.viewColumn ?? ViewColumn.Beside;
}
