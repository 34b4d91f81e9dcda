import { join } from 'node:path';
import {
  ProcessExecution,
  RelativePattern,
  Task,
  TaskGroup,
  TaskScope,
  workspace,
  type TaskDefinition,
  type TaskProvider,
  type WorkspaceFolder,
} from 'vscode';
import { renderArguments } from './renderArguments.ts';

/** What `tasks.json` says of a task of ours. */
export interface RenderTask extends TaskDefinition {
  readonly type: 'tableread';
  readonly script: string;
  readonly out?: string;
  readonly arguments?: readonly string[];
}

/** Of `problemMatchers` in package.json. */
const matchers = ['$tableread', '$tableread-zh-errors', '$tableread-zh-warnings'];
/** Tasks that are offered without being written down; more can be. */
const mostTasks = 50;

/** Offers to render each script of the workspace by the command line, and makes tasks of `tasks.json`. */
export class RenderTasks implements TaskProvider {
  readonly #cli: string;

  /** @param dist folder of the bundled programs */
  constructor(dist: string) {
    this.#cli = join(dist, 'cli.mjs');
  }

  async provideTasks(): Promise<Task[]> {
    const found = await Promise.all(
      (workspace.workspaceFolders ?? []).map(async (folder) => {
        const scripts = await workspace.findFiles(
          new RelativePattern(folder, '**/*.voice'),
          '**/node_modules/**',
          mostTasks,
        );
        return scripts.map((uri) => {
          const script = workspace.asRelativePath(uri, false);
          return this.#task({ type: 'tableread', script }, folder);
        });
      }),
    );
    return found.flat();
  }

  resolveTask(task: Task): Task | undefined {
    const { script } = task.definition as Partial<RenderTask>;
    if (typeof script !== 'string' || script === '') return undefined;
    const folder = typeof task.scope === 'object' ? task.scope : workspace.workspaceFolders?.[0];
    return this.#task(task.definition as RenderTask, folder);
  }

  #task(definition: RenderTask, folder: WorkspaceFolder | undefined): Task {
    const execution = new ProcessExecution(process.execPath, [this.#cli, ...renderArguments(definition)], {
      // Inside an editor the executable is Electron's: this makes it Node.
      env: { ELECTRON_RUN_AS_NODE: '1' },
      ...(folder === undefined ? {} : { cwd: folder.uri.fsPath }),
    });
    const name = `render ${definition.script}`;
    const task = new Task(definition, folder ?? TaskScope.Workspace, name, 'tableread', execution, matchers);
    task.group = TaskGroup.Build;
    return task;
  }
}
