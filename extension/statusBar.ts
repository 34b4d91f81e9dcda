import { MarkdownString, StatusBarAlignment, window, workspace, type Disposable, type TextEditor } from 'vscode';
import { catalogue } from '../models/catalogue.ts';
import { isScript } from './activeScript.ts';
import { clockTime } from '../language-server/clockTime.ts';
import { editorLocale } from './editorLocale.ts';
import { engineSetting } from './engineSetting.ts';
import { say } from './say.ts';
import type { FactsOfScript, ScriptFacts } from './scriptFacts.ts';
import type { TakeStates } from './takeStates.ts';

/** Length of the script, and the engine that speaks it, while a script is in the editor. */
export class StatusBar implements Disposable {
  readonly #length = window.createStatusBarItem('tableread.length', StatusBarAlignment.Right, 101);
  readonly #engine = window.createStatusBarItem('tableread.engine', StatusBarAlignment.Right, 100);
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    facts: ScriptFacts,
    readonly takes: TakeStates,
  ) {
    this.#length.name = say('editor/status-length');
    this.#length.command = 'tableread.checkScript';
    this.#engine.name = say('editor/status-engine');
    this.#engine.command = 'tableread.chooseEngine';
    this.#subscriptions = [
      this.#length,
      this.#engine,
      facts.onDidChange((now) => this.#show(now)),
      window.onDidChangeActiveTextEditor((editor) => this.#showOrHide(editor)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tableread.engine')) this.#showEngine();
      }),
    ];
    this.#showEngine();
    this.#showOrHide(window.activeTextEditor);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #showOrHide(editor: TextEditor | undefined): void {
    // A webview that has the focus is no text editor: what is shown stays.
    if (editor === undefined && window.visibleTextEditors.some(({ document }) => isScript(document))) return;
    const isWanted = editor !== undefined && isScript(editor.document);
    for (const item of [this.#length, this.#engine]) {
      if (isWanted) item.show();
      else item.hide();
    }
  }

  #show(now: FactsOfScript | undefined): void {
    if (now === undefined) {
      this.#length.text = '';
      return;
    }
    const { document, status } = now;
    let made = 0;
    let lines = 0;
    for (const { state } of this.takes.of(document)?.values() ?? []) {
      lines++;
      if (state === 'cached') made++;
    }
    const isMade = lines > 0 && made === lines;
    const length = clockTime(status.seconds, editorLocale);
    const problems = status.errors + status.warnings;
    const parts = [isMade ? `$(check) ${length}` : `$(watch) ${say('editor/status-about', { length })}`];
    if (status.errors > 0) parts.push(`$(error) ${status.errors}`);
    if (status.warnings > 0) parts.push(`$(warning) ${status.warnings}`);
    this.#length.text = parts.join(' ');
    const facts = [
      say(isMade ? 'editor/status-measured' : 'editor/status-predicted', { made, lines: status.cues }),
      say('editor/status-words', { words: status.words, speakers: status.speakers.length }),
      problems === 0
        ? say('editor/status-no-problems')
        : say('editor/status-problems', { errors: status.errors, warnings: status.warnings }),
    ];
    this.#length.tooltip = new MarkdownString(facts.join('\n\n'));
    this.#length.accessibilityInformation = { label: `Tableread: ${length}. ${facts.join(' ')}` };
  }

  #showEngine(): void {
    const entry = catalogue.get(engineSetting());
    const name = entry?.name ?? engineSetting();
    const device = entry?.info?.device;
    this.#engine.text = `$(server-process) ${entry?.id ?? name}${device === undefined ? '' : ` · ${device.toUpperCase()}`}`;
    this.#engine.tooltip = say('editor/status-engine-tooltip', { engine: name });
  }
}
