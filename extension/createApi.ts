import { EventEmitter, Uri, workspace, type TextDocument } from 'vscode';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { PlayingCue, TablereadApi } from './api.ts';
import { outputFolder } from './outputFolder.ts';
import { deliverSetting } from './rendering.ts';
import type { Services } from './services.ts';

/** The API that other extensions get. */
export function createApi(services: Services): TablereadApi {
  const { context, language, player, production, rendering, sources } = services;
  const playing = new EventEmitter<PlayingCue | undefined>();
  context.subscriptions.push(
    playing,
    player.onDidChange((now) => {
      playing.fire(now && { script: Uri.parse(now.listening.document), cue: now.cue, state: now.state });
    }),
  );
  const trusted = async (script: Uri): Promise<TextDocument> => {
    if (!workspace.isTrusted) throw new TablereadError('editor/untrusted');
    return workspace.openTextDocument(script);
  };
  return {
    version: 1,
    cues: async (script) => {
      const list = await language.cues(await workspace.openTextDocument(script));
      if (list === null) throw new TablereadError('editor/no-script');
      return list;
    },
    takes: async (script) => {
      const source = sources.of(await trusted(script));
      if (source === undefined) throw new TablereadError('editor/virtual');
      return production.takes({ script: source });
    },
    play: async (script, cue) => player.play(await trusted(script), { kind: 'cue', cue }),
    stop: () => player.stop(),
    render: async (script, { signal, ...options } = {}) => {
      const document = await trusted(script);
      const out = options.out ?? outputFolder(document);
      if (out === undefined) throw new TablereadError('editor/save-first');
      return (await rendering.render(document, { ...deliverSetting(document), ...options, out }, signal))?.production;
    },
    onDidChangePlaying: playing.event,
  };
}
