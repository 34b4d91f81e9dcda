import { basename } from 'node:path';
import {
  EventEmitter,
  RelativePattern,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import type { ActiveScript } from '../activeScript.ts';
import { isProduction, outputFiles, type OutputFile } from '../outputFiles.ts';
import { outputFolder } from '../outputFolder.ts';
import type { Rendering } from '../rendering.ts';

/** Changes of files within this time are shown together, milliseconds. */
const quietMilliseconds = 500;

/** The finished files of the active script. */
export class OutputsTree implements TreeDataProvider<OutputFile>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #watcher: Disposable | undefined;
  #watched: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly scripts: ActiveScript,
    rendering: Rendering,
  ) {
    this.#subscriptions = [
      this.#changed,
      scripts.onDidChange(() => this.refresh()),
      rendering.onDidFinish(() => this.refresh()),
    ];
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(file?: OutputFile): Promise<OutputFile[]> {
    if (file !== undefined) return [...(await outputFiles(file.path))];
    const { document } = this.scripts;
    const folder = document === undefined ? undefined : outputFolder(document);
    if (folder === undefined) return [];
    this.#watch(folder);
    return (await outputFiles(folder)).length === 0
      ? []
      : [{ path: folder, isFolder: true, isProduction: await isProduction(folder) }];
  }

  getTreeItem({ path, isFolder, isProduction }: OutputFile): TreeItem {
    const uri = Uri.file(path);
    const item = new TreeItem(uri, isFolder ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
    if (path === this.#watched) item.collapsibleState = TreeItemCollapsibleState.Expanded;
    item.label = basename(path);
    item.contextValue = isProduction ? 'production' : isFolder ? 'folder' : 'file';
    if (!isFolder) item.command = { command: 'vscode.open', title: '', arguments: [uri] };
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watcher?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #watch(folder: string): void {
    if (folder === this.#watched) return;
    this.#watched = folder;
    this.#watcher?.dispose();
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '**'), false, true, false);
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.refresh(), quietMilliseconds);
    };
    watcher.onDidCreate(soon);
    watcher.onDidDelete(soon);
    this.#watcher = watcher;
  }
}
