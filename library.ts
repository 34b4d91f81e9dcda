/**
 * Tableread for other programs: `import { openScript, produce } from 'tableread'`. docs/library.md has an example that a
 * test runs.
 *
 * - `parse(text)`: the tree of a script, every character of it; `reparse`, `print`
 * - `screenplay(tree, surroundings)`: its meaning, cues and problems, as data; no file is opened
 * - `openScript(path, text)`: both, with the files that the script names
 * - `produce(script, options, engines)`: renders it
 * - `EngineProcesses`: engines in processes of their own
 */
export { parse, print, reparse, lineIndex, positionAt, offsetAt } from './grammar/index.ts';
export type * from './grammar/tree.ts';

export { screenplay } from './screenplay/index.ts';
export type * from './screenplay/cue.ts';
export type * from './screenplay/screenplayTypes.ts';
export type * from './screenplay/surroundings.ts';

export { openScript, type OpenScript, type OpenScriptOptions } from './production/openScript.ts';
export { produce } from './production/produce.ts';
export type * from './production/productionTypes.ts';

export { catalogue, defaultEngine, type CatalogueEntry } from './models/catalogue.ts';
export type * from './models/engine.ts';
export { bundledEngineProgram, EngineProcesses, type EngineProcessesOptions } from './production/engineProcesses.ts';

export { message, type Locale, type MessageCode, type MessageValues } from './foundation/message.ts';
export type * from './foundation/problem.ts';
export { TablereadError } from './foundation/tablereadError.ts';
