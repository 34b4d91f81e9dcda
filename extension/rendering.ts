import { basename } from 'node:path';
import { EventEmitter, ProgressLocation, window, workspace, type Disposable, type TextDocument } from 'vscode';
import { message } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { Production, ProductionOptions, ProductionProgress } from '../production/productionTypes.ts';
import type { ProductionClient } from '../production/client.ts';
import { editorLocale } from './editorLocale.ts';
import type { LanguageService } from './languageService.ts';
import { renderMessage } from './renderMessage.ts';
import type { RenderProblems } from './renderProblems.ts';
import { renderShare } from './renderShare.ts';
import { say } from './say.ts';
import type { ScriptSources } from './scriptSources.ts';

/** What was made of a script. */
export interface Rendered {
  readonly document: TextDocument;
  /** Folder with `timeline.json`. */
  readonly folder: string;
  readonly production: Production;
}

export interface RenderingOptions {
  readonly production: ProductionClient;
  readonly sources: ScriptSources;
  readonly language: LanguageService;
  readonly problems: RenderProblems;
}

type Event = ProductionProgress | { readonly kind: 'finished'; readonly production: Production };

/** Notifications are changed no more often than this, milliseconds. */
const pauseMilliseconds = 100;

/** The renders that run: one a script. */
export class Rendering implements Disposable {
  readonly #finished = new EventEmitter<Rendered>();
  readonly onDidFinish = this.#finished.event;
  readonly #options: RenderingOptions;
  readonly #running = new Map<string, AbortController>();

  constructor(options: RenderingOptions) {
    this.#options = options;
  }

  isRunning(document: TextDocument): boolean {
    return this.#running.has(String(document.uri));
  }

  /**
   * Renders a script with its progress in a notification. Lines that fail are marked where they stand; finished takes are
   * kept, whatever happens.
   *
   * @returns undefined: it was cancelled, or the script is being rendered already, which is told
   * @throws TablereadError as production does
   */
  async render(
    document: TextDocument,
    options: Omit<ProductionOptions, 'signal'>,
    outside?: AbortSignal,
  ): Promise<Rendered | undefined> {
    const { sources, problems, language, production } = this.#options;
    const key = String(document.uri);
    const name = basename(document.uri.path);
    const script = sources.of(document);
    if (script === undefined) return undefined;
    if (this.#running.has(key)) {
      void window.showInformationMessage(say('editor/already-rendering', { script: name }));
      return undefined;
    }
    const controller = new AbortController();
    outside?.addEventListener('abort', () => controller.abort(), { once: true });
    this.#running.set(key, controller);
    problems.clear(document);
    try {
      const cues = new Map((await language.cues(document))?.cues.map((cue) => [cue.id, cue]));
      const place = {
        location: ProgressLocation.Notification,
        title: say('editor/rendering', { script: name }),
        cancellable: true,
      };
      return await window.withProgress(place, async (notification, token) => {
        token.onCancellationRequested(() => controller.abort());
        let share = 0;
        let due = 0;
        const { signal } = controller;
        for await (const event of production.render({ script, options }, { signal }) as AsyncIterable<Event>) {
          switch (event.kind) {
            case 'progress': {
              const now = performance.now();
              if (now < due && event.done < event.total) break;
              due = now + pauseMilliseconds;
              const reached = Math.max(share, renderShare(event.stage, event.done, event.total));
              const cue = event.cue === undefined ? undefined : cues.get(event.cue);
              notification.report({
                message: renderMessage(event, cue, editorLocale),
                increment: 100 * (reached - share),
              });
              share = reached;
              break;
            }
            case 'failure':
              problems.add(document, event);
              break;
            case 'notice':
              void window.showWarningMessage(message(event.code, event.values, editorLocale).text);
              break;
            case 'finished':
              return this.#finish(document, options.out, event.production);
            case 'take':
          }
        }
        throw new Error('render: no end');
      });
    } catch (error) {
      if (controller.signal.aborted) {
        void window.showInformationMessage(say('editor/render-cancelled', { script: name }));
        return undefined;
      }
      throw error;
    } finally {
      this.#running.delete(key);
    }
  }

  /** Stops every render; finished takes are kept. */
  dispose(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#finished.dispose();
  }

  #finish(document: TextDocument, out: string, production: Production): Rendered {
    const timeline = production.files.find(({ kind }) => kind === 'timeline');
    const folder = timeline === undefined ? out : timeline.path.slice(0, -basename(timeline.path).length);
    const rendered = { document, folder, production };
    this.#finished.fire(rendered);
    return rendered;
  }
}

/** Whether the production process ended under a render, so that rendering again goes on where it stopped. */
export function isInterrupted(error: unknown): boolean {
  return error instanceof TablereadError && error.code === 'production/process-ended';
}

/** What a render writes by default, of the user's settings. */
export function deliverSetting(document: TextDocument): Pick<ProductionOptions, 'deliver'> {
  const deliver = workspace.getConfiguration('tableread', document).get<ProductionOptions['deliver']>('output.deliver');
  return deliver === undefined ? {} : { deliver };
}
