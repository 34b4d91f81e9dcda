import type { OpenScript } from '../openScript.ts';
import type { ScriptSource } from '../productionService.ts';
import { ScriptReader } from '../scriptReader.ts';

/** Scripts that are kept open: each holds its tree and its meaning, some 30 MB for 10,000 lines. */
const keptScripts = 6;

/** The scripts of an editor, the latest reading of each kept so that the next costs only what has changed. */
export class OpenScripts {
  /** By path and settings; those used last stand last. */
  readonly #readers = new Map<string, ScriptReader>();

  /** @param engine speaks every line, whatever the script says */
  read({ path, text, ...user }: ScriptSource, engine: string | undefined): Promise<OpenScript> {
    const key = JSON.stringify([path, engine, user.defaultEngine, user.userSettings]);
    const reader = this.#readers.get(key) ?? new ScriptReader(path, engine, user);
    this.#readers.delete(key);
    this.#readers.set(key, reader);
    const [oldest] = this.#readers.keys();
    if (this.#readers.size > keptScripts && oldest !== undefined) this.#readers.delete(oldest);
    return reader.read(text);
  }
}
