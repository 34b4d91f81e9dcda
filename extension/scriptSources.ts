import type { TextDocument, Uri } from 'vscode';
import type { ScriptSource } from '../production/productionService.ts';
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
    return path === undefined ? undefined : { path, text: document.getText(), defaultEngine: engineSetting() };
  }
}
