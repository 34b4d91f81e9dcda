import { fileURLToPath } from 'node:url';

/** Options of an `EngineClient` that run the engine process from its source. */
export const fromSource = {
  entry: fileURLToPath(new URL('../../models/process.ts', import.meta.url)),
  execArgv: ['--import', 'tsx'],
} as const;
