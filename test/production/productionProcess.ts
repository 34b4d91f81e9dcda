import { fileURLToPath } from 'node:url';
import { fromSource as engineFromSource } from '../models/engineProcess.ts';

/** Options of a `ProductionClient` that run the production process and its engines from their source. */
export const fromSource = {
  entry: fileURLToPath(new URL('../../production/process.ts', import.meta.url)),
  execArgv: ['--import', 'tsx'],
  engineProgram: engineFromSource,
} as const;
