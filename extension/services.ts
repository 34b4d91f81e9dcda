import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { ProductionClient } from '../production/client.ts';
import type { ActiveScript } from './activeScript.ts';
import type { DirectionEditor } from './directionEditor.ts';
import type { LanguageService } from './languageService.ts';
import type { Player } from './player.ts';
import type { Rendering } from './rendering.ts';
import type { ScriptFacts } from './scriptFacts.ts';
import type { ScriptSources } from './scriptSources.ts';
import type { TakeStates } from './takeStates.ts';

/** What the commands and views of the extension work with. */
export interface Services {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly scripts: ActiveScript;
  readonly sources: ScriptSources;
  readonly facts: ScriptFacts;
  readonly language: LanguageService;
  readonly production: ProductionClient;
  readonly takes: TakeStates;
  readonly player: Player;
  readonly rendering: Rendering;
  readonly direction: DirectionEditor;
  /** Shows a line (0-based) of the active script, the cursor in it. */
  readonly reveal: (line: number, preserveFocus: boolean) => Promise<void>;
}
