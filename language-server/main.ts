import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { modestHeap } from './modestHeap.ts';
import { serve } from './server.ts';

modestHeap();
// `--stdio`, `--node-ipc`, `--pipe` or `--socket`, as the client says on the command line.
serve(createConnection(ProposedFeatures.all));
