import { commands, Uri, window, type Disposable, type ExtensionContext } from 'vscode';
import { ProductionClient } from '../production/client.ts';
import { ActiveScript } from './activeScript.ts';
import { playFromHere } from './commands/playFromHere.ts';
import { playLine } from './commands/playLine.ts';
import { LanguageService } from './languageService.ts';
import { Player } from './player.ts';
import { RenderProblems } from './renderProblems.ts';
import { ScriptSources } from './scriptSources.ts';
import type { Services } from './services.ts';
import { showError } from './showError.ts';
import { takeLenses } from './takeLenses.ts';
import { TakeStates } from './takeStates.ts';

let running: Services | undefined;

/** Called by the editor when a script is opened or a command is called. */
export async function activate(context: ExtensionContext): Promise<void> {
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  const log = window.createOutputChannel('Tableread', { log: true });
  const onError = (error: unknown): void => void showError(error, log);
  const scripts = new ActiveScript();
  const sources = new ScriptSources(context.globalStorageUri);
  const production = new ProductionClient();
  const takes = new TakeStates(production, sources);
  const problems = new RenderProblems();
  const player = new Player({ dist, production, sources, problems, onError });
  const language = new LanguageService({
    dist: dist.fsPath,
    log,
    middleware: {
      provideCodeLenses: async (document, token, next) => {
        const lenses = await next(document, token);
        return lenses && takeLenses(lenses, document, { takes: takes.of(document), now: player.now });
      },
    },
  });
  const services: Services = { context, log, scripts, sources, language, production, takes, problems, player };
  running = services;

  const register = (id: string, run: (...args: readonly unknown[]) => Promise<void> | void): Disposable =>
    commands.registerCommand(`tableread.${id}`, async (...args: unknown[]) => {
      try {
        await run(...args);
      } catch (error) {
        onError(error);
      }
    });
  context.subscriptions.push(
    log,
    scripts,
    takes,
    problems,
    player,
    takes.onDidChange(() => language.refreshLenses()),
    player.onDidChange(() => language.refreshLenses()),
    register('playLine', (...args) => playLine(services, ...args)),
    register('playFromHere', (...args) => playFromHere(services, ...args)),
    register('stop', () => player.stop()),
    register('showPlayer', () => player.show()),
    register('showPlayerBeside', () => player.showBeside()),
  );
  await language.start();
}

/** Ends the processes; finished takes are kept. */
export async function deactivate(): Promise<void> {
  await Promise.all([running?.production.close(), running?.language.stop()]);
}
