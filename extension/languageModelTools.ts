import {
  DiagnosticSeverity,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  Uri,
  workspace,
  type Disposable,
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
  type TextDocument,
} from 'vscode';
import { isScript } from './activeScript.ts';
import { errorText } from './errorText.ts';
import { outputFolder } from './outputFolder.ts';
import { deliverSetting } from './rendering.ts';
import { say } from './say.ts';
import type { Services } from './services.ts';
import { cueLines, problemLines, renderLines } from './toolAnswers.ts';

interface ScriptInput {
  /** Absolute path, or one of the workspace; the active script when missing. */
  readonly script?: string;
}
interface RenderInput extends ScriptInput {
  readonly scene?: string;
}

/** The tools that a language model may use: check a script, list its cues, render a scene of it. */
export function languageModelTools(services: Services): Disposable[] {
  const { language, rendering } = services;
  const tool = <Input extends ScriptInput>(
    name: string,
    run: (document: TextDocument, input: Input, signal: AbortSignal) => Promise<string>,
    confirm?: (input: Input) => string,
  ): Disposable => {
    const implementation: LanguageModelTool<Input> = {
      invoke: async ({ input }: LanguageModelToolInvocationOptions<Input>, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        const text = await answer(input, controller.signal);
        return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
      },
      ...(confirm === undefined
        ? {}
        : {
            prepareInvocation: ({ input }) => ({
              confirmationMessages: { title: say('editor/tool-render-title'), message: confirm(input) },
            }),
          }),
    };
    const answer = async (input: Input, signal: AbortSignal): Promise<string> => {
      try {
        const document = await scriptOf(services, input.script);
        if (document !== undefined && isScript(document)) return await run(document, input, signal);
        const named = input.script?.trim() ?? '';
        return named === '' ? 'No .voice script is open, and none was named.' : `There is no .voice script "${named}".`;
      } catch (error) {
        // Models are spoken to in English.
        return errorText(error, 'en') ?? 'Cancelled.';
      }
    };
    return lm.registerTool(name, implementation);
  };
  return [
    tool('tableread_check', async (document) => {
      const status = await language.status(document);
      const found = (await language.problems(document)).map(({ range, severity, message, code }) => ({
        line: range.start.line + 1,
        column: range.start.character + 1,
        isError: severity === DiagnosticSeverity.Error,
        message,
        code: typeof code === 'object' ? String(code.value) : String(code ?? ''),
      }));
      return problemLines(found, status);
    }),
    tool('tableread_list_cues', async (document) =>
      cueLines(await language.cues(document), services.takes.of(document)),
    ),
    tool<RenderInput>(
      'tableread_render_scene',
      async (document, { scene }, signal) => {
        const out = outputFolder(document);
        if (!workspace.isTrusted || out === undefined)
          return 'This workspace may not render: it is not trusted, or the script is not saved.';
        const options = { ...deliverSetting(document), out, ...(scene === undefined ? {} : { scenes: [scene] }) };
        const rendered = await rendering.render(document, options, signal);
        return rendered === undefined
          ? 'The script is being rendered already, or the user cancelled.'
          : renderLines(rendered.production);
      },
      ({ scene }) => (scene === undefined ? say('editor/tool-render-all') : say('editor/tool-render-scene', { scene })),
    ),
  ];
}

async function scriptOf({ scripts }: Services, path: string | undefined): Promise<TextDocument | undefined> {
  if (path === undefined || path.trim() === '') return scripts.document;
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => Uri.joinPath(uri, path));
  for (const uri of [...folders, Uri.file(path)]) {
    try {
      return await workspace.openTextDocument(uri);
    } catch {
      // Not there: perhaps beneath the next folder.
    }
  }
  return undefined;
}
