import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { modestHeap } from './modestHeap.ts';
import { serve } from './server.ts';

/** Serves an editor on standard input and output, whatever the command line says. The process ends when the editor says so, or is gone. */
export function serveStdio(): void {
  modestHeap();
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
}
