import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

// `--stdio`, `--node-ipc`, `--pipe` or `--socket`, as the client says on the command line.
serve(createConnection(ProposedFeatures.all));
