import type { Tree } from '../grammar/index.ts';
import { ScriptReader } from './scriptReader.ts';
import type { Script } from './productionTypes.ts';

export interface OpenScriptOptions {
  /** Speaks every line, whatever the script says. */
  readonly engine?: string;
}

/** A script that was opened; its tree whole. */
export interface OpenScript extends Script {
  readonly tree: Tree;
}

/**
 * A script with its meaning: parses the text and reads what it names (lexicons, shared front matter, facts of recordings)
 * from where it stands. What is missing or wrong is a problem of the screenplay, never an error here.
 *
 * @param path absolute, where the script stands; need not exist
 */
export function openScript(path: string, text: string, options: OpenScriptOptions = {}): Promise<OpenScript> {
  return new ScriptReader(path, options.engine).read(text);
}
