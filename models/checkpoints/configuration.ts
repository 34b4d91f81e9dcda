import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { TablereadError } from '../../foundation/tablereadError.ts';

/** The values of a model's configuration file, looked up by path: `gpt.condition_module.num_blocks`. */
export class Configuration {
  readonly file: string;
  readonly #root: unknown;

  constructor(file: string, root: unknown) {
    this.file = file;
    this.#root = root;
  }

  has(key: string): boolean {
    return this.#value(key) !== undefined;
  }

  /** @throws TablereadError `checkpoint/configuration-value`, as all look-ups */
  number(key: string): number {
    const value = this.#value(key);
    return typeof value === 'number' && Number.isFinite(value) ? value : this.#reject(key, 'a number');
  }

  /** A whole number from 1 on: a width, a count. */
  count(key: string): number {
    const value = this.#value(key);
    return isCount(value) ? value : this.#reject(key, 'a positive whole number');
  }

  counts(key: string): readonly number[] {
    const value = this.#value(key);
    return Array.isArray(value) && value.every(isCount) ? value : this.#reject(key, 'a list of positive whole numbers');
  }

  /** A list of lists of whole numbers from 1 on. */
  countTable(key: string): readonly (readonly number[])[] {
    const value = this.#value(key);
    const fits = Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every(isCount));
    return fits ? value : this.#reject(key, 'a list of lists of positive whole numbers');
  }

  boolean(key: string): boolean {
    const value = this.#value(key);
    return typeof value === 'boolean' ? value : this.#reject(key, 'true or false');
  }

  text(key: string): string {
    const value = this.#value(key);
    return typeof value === 'string' ? value : this.#reject(key, 'text');
  }

  #value(key: string): unknown {
    let value = this.#root;
    for (const part of key.split('.')) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
      value = (value as Record<string, unknown>)[part];
    }
    return value;
  }

  #reject(key: string, expected: string): never {
    throw new TablereadError('checkpoint/configuration-value', { file: this.file, key, expected });
  }
}

/**
 * Reads `config.yaml` (what OmegaConf saves is plain YAML) or `config.json`.
 * @throws TablereadError `checkpoint/configuration-syntax`; errors of the file system as they are
 */
export function readConfiguration(path: string): Configuration {
  const text = readFileSync(path, 'utf8');
  try {
    return new Configuration(path, path.endsWith('.json') ? JSON.parse(text) : parse(text));
  } catch (error) {
    if (!(error instanceof YAMLParseError || error instanceof SyntaxError || error instanceof ReferenceError))
      throw error;
    const reason = error.message.split('\n')[0] ?? '';
    throw new TablereadError('checkpoint/configuration-syntax', { file: path, reason }, { cause: error });
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
