/**
 * The file of measured lengths in a script's take store (`.tableread/lengths.jsonl`): a line per finished take, so that
 * renders only ever append and an editor's server can watch it. Of several lines for a cue the last counts.
 */
export const measuredLengthsFile = 'lengths.jsonl';

/** Seconds by cue digest. Lines that cannot be read (a render was killed while it wrote) are left out. */
export function readMeasuredLengths(text: string): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const line of text.split('\n')) {
    const match = /^\{"digest":"([0-9A-Za-z_-]+)","seconds":(\d+(?:\.\d+)?)\}$/.exec(line);
    if (match?.[1] !== undefined) lengths.set(match[1], Number(match[2]));
  }
  return lengths;
}

/** Lines of the file, each with its end. */
export function formatMeasuredLengths(lengths: ReadonlyMap<string, number>): string {
  return [...lengths].map(([digest, seconds]) => `{"digest":"${digest}","seconds":${seconds.toFixed(6)}}\n`).join('');
}
