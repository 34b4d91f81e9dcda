import { readdirSync, readFileSync } from 'node:fs';

const samples = new URL('../../samples/', import.meta.url);

/** A script of so many lines: those of the samples, without front matter and blank lines, over and over. */
export function grammarScript(count: number): string {
  const lines = readdirSync(samples)
    .filter((name) => name.endsWith('.voice'))
    .flatMap((name) => {
      const all = readFileSync(new URL(name, samples), 'utf8').split(/\r?\n/);
      return all.slice(all.indexOf('---', 1) + 1).filter((line) => line.trim() !== '');
    });
  return Array.from({ length: count }, (_, index) => lines[index % lines.length] ?? '').join('\n');
}
