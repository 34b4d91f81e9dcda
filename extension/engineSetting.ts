import { workspace } from 'vscode';
import { defaultEngine } from '../models/catalogue.ts';

/** Id of the engine that speaks where neither line nor script name one. */
export function engineSetting(): string {
  return workspace.getConfiguration('tableread').get<string>('engine', defaultEngine);
}
