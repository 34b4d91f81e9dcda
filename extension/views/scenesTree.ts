import {
  EventEmitter,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import type { LanguageService } from '../languageService.ts';
import { clockTime } from '../../language-server/clockTime.ts';
import { editorLocale } from '../editorLocale.ts';
import { say } from '../say.ts';
import { sceneTree, type CueNode, type SceneNode, type SectionNode } from '../sceneTree.ts';
import type { ScriptFacts } from '../scriptFacts.ts';
import { takeMark } from '../takeMark.ts';
import type { TakeStates } from '../takeStates.ts';

/** Chapters, scenes and lines with what there is of their takes. */
export class ScenesTree implements TreeDataProvider<SceneNode>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    readonly facts: ScriptFacts,
    readonly takes: TakeStates,
    readonly language: LanguageService,
  ) {
    const changed = (): void => this.#changed.fire(undefined);
    this.#subscriptions = [this.#changed, facts.onDidChange(changed), takes.onDidChange(changed)];
  }

  async getChildren(node?: SceneNode): Promise<SceneNode[]> {
    if (node !== undefined) return node.kind === 'section' ? [...node.children] : [];
    const document = this.facts.now?.document;
    const list = document === undefined ? null : await this.language.cues(document);
    return list === null || document === undefined ? [] : [...sceneTree(list, this.takes.of(document))];
  }

  getTreeItem(node: SceneNode): TreeItem {
    const item = node.kind === 'section' ? sectionItem(node) : cueItem(node);
    const line = node.kind === 'section' ? node.line : node.cue.range.start.line;
    item.command = { command: 'tableread.revealLine', title: '', arguments: [line] };
    return item;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function sectionItem({ title, line, children, lines, seconds, made, stale, failed }: SectionNode): TreeItem {
  const hasSections = children.some(({ kind }) => kind === 'section');
  const state = hasSections ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(title === '' ? say('editor/scene-untitled') : title, state);
  item.id = `section ${line} ${title}`;
  item.description = [
    say('editor/scene-lines', { lines, length: clockTime(seconds, editorLocale) }),
    ...(made > 0 ? [say('editor/scene-made', { made })] : []),
    ...(stale > 0 ? [say('editor/scene-stale', { stale })] : []),
    ...(failed > 0 ? [say('editor/scene-failed', { failed })] : []),
  ].join(' · ');
  item.contextValue = 'section';
  item.iconPath = new ThemeIcon(failed > 0 ? 'error' : lines > 0 && made === lines ? 'pass' : 'symbol-namespace');
  return item;
}

function cueItem({ cue, take }: CueNode): TreeItem {
  const item = new TreeItem(`${cue.speaker}: ${cue.text}`);
  item.id = `cue ${cue.id}`;
  const mark = take === undefined ? undefined : takeMark(take);
  item.description = [
    clockTime(take?.seconds ?? cue.seconds, editorLocale),
    ...(mark === undefined ? [] : [say(`editor/mark-${mark}`)]),
  ].join(' · ');
  item.tooltip = cue.text;
  item.iconPath = new ThemeIcon(icons[mark ?? 'none']);
  item.contextValue = 'cue';
  return item;
}

const icons = {
  none: 'circle-outline',
  cached: 'pass',
  stale: 'history',
  failed: 'error',
  locked: 'lock',
  'locked-stale': 'lock',
} as const;
