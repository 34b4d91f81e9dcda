import type { Command } from 'commander';
import { message } from '../../foundation/message.ts';
import type { Context } from '../context.ts';
import { tablereadCommand } from '../tablereadCommand.ts';

/** `tableread lsp`: the language server on standard input and output, for any editor. Ends when the editor says so, or is gone. */
export function lspCommand(context: Context): Command {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, context.locale).text;
  return (
    tablereadCommand('lsp', 'cli/about-lsp', context, [{ line: 'lsp --stdio', does: 'cli/example-lsp' }])
      .option('--stdio', say('cli/option-stdio'))
      // Editors that use Microsoft's client add this; the server is told the same in `initialize`.
      .option('--clientProcessId <id>', say('cli/option-client-process'))
      .action(async () => {
        // Loaded here: no other command needs it.
        const { serveStdio } = await import('../../language-server/serveStdio.ts');
        serveStdio();
        await new Promise<void>((resolve) => {
          context.signal.addEventListener('abort', () => resolve(), { once: true });
        });
        process.stdin.destroy();
      })
  );
}
