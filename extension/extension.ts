import { dirname, join } from 'node:path';
import { commands, languages, tasks, Uri, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { measuredLengthsFile } from '../foundation/measuredLengths.ts';
import { ProductionClient } from '../production/client.ts';
import { ActiveScript } from './activeScript.ts';
import type { TablereadApi } from './api.ts';
import { playSpeaker, recordConsent, setVoiceFile, showSpeaker } from './commands/castCommands.ts';
import { checkScript } from './commands/checkScript.ts';
import { chooseEngine } from './commands/chooseEngine.ts';
import { chooseTake } from './commands/chooseTake.ts';
import { clearCache } from './commands/clearCache.ts';
import { exportScript } from './commands/exportScript.ts';
import { lockTake } from './commands/lockTake.ts';
import { newScript } from './commands/newScript.ts';
import { newTake } from './commands/newTake.ts';
import { openOutput } from './commands/openOutput.ts';
import { openSamples } from './commands/openSamples.ts';
import { playFromHere } from './commands/playFromHere.ts';
import { playLine } from './commands/playLine.ts';
import { playOutput } from './commands/playOutput.ts';
import { renderAll } from './commands/renderAll.ts';
import { renderScene } from './commands/renderScene.ts';
import { walkthroughDirect, walkthroughHear, walkthroughRender } from './commands/walkthrough.ts';
import { createApi } from './createApi.ts';
import { CurrentLine } from './currentLine.ts';
import { CursorCue } from './cursorCue.ts';
import { DirectionEditor } from './directionEditor.ts';
import { languageModelTools } from './languageModelTools.ts';
import { LanguageService } from './languageService.ts';
import { Margin } from './margin.ts';
import { Player } from './player.ts';
import { Rendering } from './rendering.ts';
import { RenderProblems } from './renderProblems.ts';
import { revealLine } from './revealLine.ts';
import type { SceneNode } from './sceneTree.ts';
import { ScriptFacts } from './scriptFacts.ts';
import { ScriptSources } from './scriptSources.ts';
import type { Services } from './services.ts';
import { showError } from './showError.ts';
import { StatusBar } from './statusBar.ts';
import { TakeLenses } from './takeLenses.ts';
import { TakeStates } from './takeStates.ts';
import { RenderTasks } from './taskProvider.ts';
import { CastTree } from './views/castTree.ts';
import { OutputsTree } from './views/outputsTree.ts';
import { ScenesTree } from './views/scenesTree.ts';

let running: Pick<Services, 'production' | 'language'> | undefined;

/** Called by the editor when a script is opened or a command is called. */
export function activate(context: ExtensionContext): TablereadApi {
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  const log = window.createOutputChannel('Tableread', { log: true });
  const onError = (error: unknown): void => void showError(error, log);

  const scripts = new ActiveScript();
  const sources = new ScriptSources(context.globalStorageUri);
  const production = new ProductionClient();
  const takes = new TakeStates(production, sources);
  const problems = new RenderProblems();
  const player = new Player({ dist, production, sources, problems, memory: context.workspaceState, onError });
  const language = new LanguageService({ dist: dist.fsPath, log });
  const lenses = new TakeLenses({
    ask: (document, token) => language.lenses(document, token),
    facts: (document) => ({
      isTelling: workspace.getConfiguration('tableread').get<boolean>('codeLens.takes', true),
      takes: takes.of(document),
      now: player.now,
    }),
  });
  running = { production, language };
  // Its requests wait for it. Whatever is wrong with it, the commands are there.
  language.start().catch(onError);

  const facts = new ScriptFacts(scripts, language, takes);
  const cursor = new CursorCue(scripts, language, takes);
  const rendering = new Rendering({ production, sources, language, problems });
  const direction = new DirectionEditor({ dist, language, sources, cursor, player, onError });
  const outputs = new OutputsTree(scripts, rendering);
  const services: Services = {
    context,
    log,
    scripts,
    sources,
    facts,
    language,
    production,
    takes,
    player,
    rendering,
    direction,
    reveal: async (line, preserveFocus) => {
      if (scripts.document !== undefined) await revealLine(scripts.document, line, preserveFocus);
    },
  };
  // Once the script is read and shown, whoever wrote it will want to hear it: its process is there by then.
  const warmUp = facts.onDidChange((now) => {
    if (now === undefined || !workspace.isTrusted || sources.of(now.document) === undefined) return;
    production.start();
    warmUp.dispose();
  });
  context.subscriptions.push(
    warmUp,
    log,
    scripts,
    takes,
    problems,
    facts,
    cursor,
    rendering,
    direction,
    player,
    new Margin(takes, Uri.joinPath(context.extensionUri, 'extension', 'icons')),
    new CurrentLine(language, player),
    new StatusBar(facts, takes),
    lenses,
    languages.registerCodeLensProvider({ language: 'voice' }, lenses),
    language.onDidChangeLenses(() => lenses.serverChanged()),
    takes.onDidChange((document) => {
      lenses.factsChanged();
      const source = workspace.getWorkspaceFolder(document.uri) === undefined ? sources.of(document) : undefined;
      if (source === undefined) return;
      void language.fileChanged(Uri.file(join(dirname(source.path), '.tableread', measuredLengthsFile)));
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('tableread.codeLens')) lenses.factsChanged();
    }),
    player.onDidChange((now) => {
      lenses.factsChanged();
      // Takes of a script that was never saved lie outside of the workspace, where nothing is watched.
      if (now?.reel?.complete !== true) return;
      const document = workspace.textDocuments.find(({ uri }) => String(uri) === now.listening.document);
      if (document?.isUntitled === true) takes.refreshSoon(document);
    }),
    rendering.onDidFinish(({ document }) => void takes.refresh(document)),
    cursor.onDidChange((now) => player.showCursor(now?.cue.id)),
    window.registerTreeDataProvider('tableread.cast', new CastTree(facts)),
    window.registerTreeDataProvider('tableread.scenes', new ScenesTree(facts, takes, language)),
    window.registerTreeDataProvider('tableread.outputs', outputs),
    tasks.registerTaskProvider('tableread', new RenderTasks(dist.fsPath)),
    ...languageModelTools(services),
    ...registerCommands(services, outputs, onError),
  );
  return createApi(services);
}

/** Ends the processes; finished takes are kept. */
export async function deactivate(): Promise<void> {
  await Promise.all([running?.production.close(), running?.language.stop()]);
}

/** The line of a heading of the tree of scenes that a command is called on. */
function lineOf(target: unknown): number | undefined {
  if (typeof target !== 'object' || target === null || !('kind' in target)) return undefined;
  const node = target as SceneNode;
  return node.kind === 'section' ? node.line : undefined;
}

type Command = (...args: readonly unknown[]) => Promise<void> | void;

function registerCommands(services: Services, outputs: OutputsTree, onError: (error: unknown) => void): Disposable[] {
  const { player, direction, reveal } = services;
  /** The speaker of the tree that a command is called on. */
  const onSpeaker = (
    run: (services: Services, speaker: Parameters<typeof playSpeaker>[1]) => Promise<void>,
  ): Command => {
    return (speaker) =>
      speaker === undefined ? undefined : run(services, speaker as Parameters<typeof playSpeaker>[1]);
  };
  const all: Readonly<Record<string, Command>> = {
    playLine: (...args) => playLine(services, ...args),
    playFromHere: (target, line) => playFromHere(services, target, lineOf(target) ?? line),
    stop: () => player.stop(),
    renderAll: (target) => renderAll(services, target),
    renderScene: (target, line) => renderScene(services, target, lineOf(target) ?? line),
    newTake: () => newTake(services),
    chooseTake: () => chooseTake(services),
    lockTake: () => lockTake(services, true),
    unlockTake: () => lockTake(services, false),
    editDirection: () => direction.show(),
    export: (target) => exportScript(services, target),
    openOutput: (target) => openOutput(services, target),
    showPlayer: () => player.show(),
    showPlayerBeside: () => player.showBeside(),
    chooseEngine: () => chooseEngine(),
    checkScript: (target) => checkScript(services, target),
    clearCache: (target) => clearCache(services, target),
    newScript: () => newScript(),
    openSamples: () => openSamples(services),
    playSample: onSpeaker(playSpeaker),
    setVoiceFile: onSpeaker(setVoiceFile),
    recordConsent: onSpeaker(recordConsent),
    showSpeaker: (...args) => showSpeaker(services, args[0], args[1]),
    playOutput: (file) => playOutput(services, file),
    refreshOutputs: () => outputs.refresh(),
    revealLine: (line) => (typeof line === 'number' ? reveal(line, false) : undefined),
    walkthroughHear: () => walkthroughHear(services),
    walkthroughDirect: () => walkthroughDirect(services),
    walkthroughRender: () => walkthroughRender(services),
  };
  return Object.entries(all).map(([id, run]) =>
    commands.registerCommand(`tableread.${id}`, async (...args: unknown[]) => {
      try {
        await run(...args);
      } catch (error) {
        onError(error);
      }
    }),
  );
}
