// Entry of the production process: forked by client.ts, bundled to dist/production.mjs.
import { serveCalls } from '../foundation/processCalls.ts';
import { bundledEngineProgram, type EngineProgram } from './engineProcesses.ts';
import { enginePool } from './service/enginePool.ts';
import { Studio } from './service/studio.ts';
import { studioService } from './service/studioService.ts';

// Ctrl-C in a terminal reaches every process of its group: whoever asked decides how it ends.
process.on('SIGINT', () => undefined);

/** Given by a caller that runs from source. */
const given = process.argv[2];
const program = given === undefined ? bundledEngineProgram() : (JSON.parse(given) as EngineProgram);
serveCalls(studioService(new Studio({ play: enginePool(program), render: enginePool(program) })));
