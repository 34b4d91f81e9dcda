import { ConfigurationTarget, window, workspace } from 'vscode';
import { catalogue } from '../../models/catalogue.ts';
import { engineSetting } from '../engineSetting.ts';
import { say } from '../say.ts';

/** Lets the engine be chosen that speaks where neither line nor script name one. */
export async function chooseEngine(): Promise<void> {
  const now = engineSetting();
  const items = [...catalogue.values()].map(({ id, name, clones, embedded, languages }) => ({
    id,
    label: `${id === now ? '$(check) ' : ''}${name}`,
    description: say(clones ? 'editor/engine-clones' : 'editor/engine-own-voices', { languages: languages.length }),
    detail: say(embedded ? 'editor/engine-ready' : 'editor/engine-needs-model'),
  }));
  const chosen = await window.showQuickPick(items, { title: say('editor/choose-engine'), matchOnDetail: true });
  if (chosen === undefined || chosen.id === now) return;
  await workspace.getConfiguration('tableread').update('engine', chosen.id, ConfigurationTarget.Global);
}
