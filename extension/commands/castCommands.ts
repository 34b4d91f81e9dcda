import { dirname } from 'node:path';
import { Uri, window, type TextDocument } from 'vscode';
import type { CueEntry, SpeakerStatus } from '../../language-server/protocol.ts';
import { nameKey } from '../../grammar/nameKey.ts';
import { commandTarget } from '../commandTarget.ts';
import { editCast } from '../editCast.ts';
import { mayRender } from '../mayRender.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';
import { writtenPath } from '../writtenPath.ts';

/** Plays the first line of a speaker that can be heard. */
export async function playSpeaker(services: Services, speaker: SpeakerStatus): Promise<void> {
  const document = services.facts.now?.document;
  if (document === undefined || !(await mayRender(document, services.sources))) return;
  const cue = (await linesOf(services, document, speaker.name)).find(({ sound }) => sound);
  if (cue === undefined) void window.showInformationMessage(say('editor/speaker-silent', { speaker: speaker.name }));
  else await services.player.play(document, { kind: 'cue', cue: cue.id });
}

/** Lets a speaker's recording be chosen, and asks for the consent of the one who is heard in it. */
export async function setVoiceFile(services: Services, speaker: SpeakerStatus): Promise<void> {
  const document = services.facts.now?.document;
  if (document?.uri.scheme !== 'file') return;
  const folder = dirname(document.uri.fsPath);
  const [file] =
    (await window.showOpenDialog({
      defaultUri: Uri.file(folder),
      filters: { [say('editor/recordings')]: ['wav', 'mp3', 'flac', 'ogg'] },
      title: say('editor/choose-voice', { speaker: speaker.name }),
    })) ?? [];
  if (file === undefined) return;
  await editCast(document, speaker.name, 'voice', writtenPath(folder, file.fsPath));
  if (!speaker.consent) await recordConsent(services, speaker);
}

/** Asks who has agreed that the voice is cloned, and writes it down. */
export async function recordConsent({ facts }: Services, speaker: SpeakerStatus): Promise<void> {
  const document = facts.now?.document;
  if (document === undefined) return;
  const consent = await window.showInputBox({
    title: say('editor/consent-title', { speaker: speaker.name }),
    prompt: say('editor/consent-prompt'),
    placeHolder: say('editor/consent-example', { date: new Date().toISOString().slice(0, 10) }),
    validateInput: (text) => (text.trim() === '' ? say('editor/consent-empty') : undefined),
  });
  if (consent !== undefined) await editCast(document, speaker.name, 'consent', consent.trim());
}

/** Lists the lines of a speaker; the one that is chosen is shown. */
export async function showSpeaker(services: Services, target: unknown, name: unknown): Promise<void> {
  const document = await commandTarget(services.scripts, target);
  if (document === undefined || typeof name !== 'string') return;
  const { reveal } = services;
  const lines = await linesOf(services, document, name);
  const items = lines.map(({ text, range }) => ({
    label: text === '' ? '…' : text,
    description: say('editor/line-number', { line: range.start.line + 1 }),
    line: range.start.line,
  }));
  const chosen = await window.showQuickPick(items, {
    title: say('editor/speaker-lines', { speaker: name, lines: lines.length }),
    matchOnDescription: true,
    onDidSelectItem: (item) => void reveal((item as (typeof items)[number]).line, true),
  });
  if (chosen !== undefined) await reveal(chosen.line, false);
}

async function linesOf({ language }: Services, document: TextDocument, name: string): Promise<readonly CueEntry[]> {
  const list = await language.cues(document);
  return list?.cues.filter(({ speaker }) => nameKey(speaker) === nameKey(name)) ?? [];
}
