import { EventEmitter, MarkdownString, ThemeIcon, TreeItem, type Disposable, type TreeDataProvider } from 'vscode';
import type { SpeakerStatus } from '../../language-server/protocol.ts';
import { clockTime } from '../../language-server/clockTime.ts';
import { editorLocale } from '../editorLocale.ts';
import { say } from '../say.ts';
import type { ScriptFacts } from '../scriptFacts.ts';

/** Who speaks: voice, consent, lines and minutes. */
export class CastTree implements TreeDataProvider<SpeakerStatus>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscription: Disposable;

  constructor(readonly facts: ScriptFacts) {
    this.#subscription = facts.onDidChange(() => this.#changed.fire(undefined));
  }

  getChildren(speaker?: SpeakerStatus): SpeakerStatus[] {
    return speaker === undefined ? [...(this.facts.now?.status.speakers ?? [])] : [];
  }

  getTreeItem(speaker: SpeakerStatus): TreeItem {
    const { name, lines, words, seconds, inCast, recording, draft, consent } = speaker;
    const item = new TreeItem(name);
    const length = clockTime(seconds, editorLocale);
    const lacksConsent = recording !== null && !consent;
    item.description = [
      say('editor/cast-lines', { lines, length }),
      ...(lacksConsent ? [say('editor/cast-no-consent')] : []),
      ...(inCast ? [] : [say('editor/cast-missing')]),
    ].join(' · ');
    item.iconPath = new ThemeIcon(lacksConsent ? 'warning' : recording !== null ? 'verified' : 'person');
    item.contextValue = `speaker${inCast ? ' inCast' : ''}${lacksConsent ? ' consentMissing' : ''}`;
    item.tooltip = new MarkdownString(
      [
        `**${name.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&')}**`,
        say('editor/cast-words', { lines, words, length }),
        recording !== null
          ? say(consent ? 'editor/cast-recording' : 'editor/cast-recording-without', { recording })
          : draft === ''
            ? say('editor/cast-default-voice')
            : say('editor/cast-draft', { draft }),
      ].join('\n\n'),
    );
    item.command = { command: 'tableread.showSpeaker', title: '', arguments: [undefined, name] };
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
