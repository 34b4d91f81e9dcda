import { workspace, type TextDocument, type Uri } from 'vscode';
import type { ScriptSource } from '../production/productionService.ts';
import { readUserSettings } from '../screenplay/userSettings.ts';
import { engineSetting } from './engineSetting.ts';
import { scriptPath } from './scriptPath.ts';

/** Scripts as production takes them: the text that stands in the editor, saved or not. */
export class ScriptSources {
  readonly #storage: string;

  /** @param storage the extension's folder for scripts that were never saved */
  constructor(storage: Uri) {
    this.#storage = storage.fsPath;
  }

  /** undefined: production cannot work with it, as it lies in a virtual workspace. */
  of(document: TextDocument): ScriptSource | undefined {
    const path = scriptPath(document.uri, this.#storage);
    if (path === undefined) return undefined;
    const userSettings = readUserSettings(workspace.getConfiguration('tableread').get('render'));
    return { path, text: document.getText(), defaultEngine: engineSetting(), userSettings };
  }
}
