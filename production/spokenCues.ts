import { appendFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileError } from './fileError.ts';
import type { Outcome } from './placing.ts';

/**
 * The file of cues that have had a take (`.tableread/cues.jsonl`): a line a cue, so that renders only ever append. It tells a line
 * that was changed since from one that was never spoken.
 */
export const spokenCuesFile = 'cues.jsonl';

/** Ids of the cues of a script that have had a take. Lines that cannot be read are left out. */
export async function readSpokenCues(store: string, script: string): Promise<Set<string>> {
  const text = await readFile(join(store, spokenCuesFile), 'utf8').catch(() => '');
  const start = startOf(script);
  const cues = new Set<string>();
  for (const line of text.split('\n')) {
    if (!line.startsWith(start) || !line.endsWith('"}')) continue;
    try {
      const { cue } = JSON.parse(line) as { cue?: unknown };
      if (typeof cue === 'string') cues.add(cue);
    } catch {
      // A render was killed while it wrote.
    }
  }
  return cues;
}

/** Adds the cues of a script that now have a take. */
export async function noteSpokenCues(store: string, script: string, cues: Iterable<string>): Promise<void> {
  const known = await readSpokenCues(store, script);
  const lines = [...cues].filter((cue) => !known.has(cue)).map((cue) => `${startOf(script)}${JSON.stringify(cue)}}\n`);
  if (lines.length === 0) return;
  const path = join(store, spokenCuesFile);
  try {
    // An empty line ends one that a killed render left unfinished.
    await appendFile(path, `\n${lines.join('')}`);
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Ids of the cues that have a take. */
export function cuesWithTake(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'cue' && outcome.made !== undefined ? [outcome.cue.id] : []));
}

function startOf(script: string): string {
  return `{"script":${JSON.stringify(basename(script))},"cue":`;
}
