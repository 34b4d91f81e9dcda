import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { ProductionClient } from '../production/client.ts';
import type { ActiveScript } from './activeScript.ts';
import type { LanguageService } from './languageService.ts';
import type { Player } from './player.ts';
import type { RenderProblems } from './renderProblems.ts';
import type { ScriptSources } from './scriptSources.ts';
import type { TakeStates } from './takeStates.ts';

/** What the commands and views of the extension work with. */
export interface Services {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly scripts: ActiveScript;
  readonly sources: ScriptSources;
  readonly language: LanguageService;
  readonly production: ProductionClient;
  readonly takes: TakeStates;
  readonly problems: RenderProblems;
  readonly player: Player;
}
