import type { Start } from '../screenplay/cue.ts';

/** What the solver must know of a cue or sound. Lengths are samples of the output. */
export interface TimelineEntry {
  /** `unspoken`: a line that nobody speaks. */
  readonly kind: 'cue' | 'unspoken' | 'sound' | 'bed';
  readonly start: Start;
  /** For a bed (a sound `under` others): that of one turn of its loop. */
  readonly length: number;
  /** Of a cue: its marks, from its own start. */
  readonly marks: readonly { readonly name: string; readonly start: number }[];
  /** Of a bed: the index after the last entry of its section. */
  readonly until: number;
}

/** Where an entry lies. */
export interface Placed {
  readonly start: number;
  /** As asked; of a bed: to the end of its section. */
  readonly length: number;
}

/**
 * Places cues and sounds on the timeline, in samples, in one pass from the top. What takes its turn starts its silence after
 * everything above has ended; sounds at a time of their own, beds and lines that nobody speaks are not waited for. Nothing
 * starts before 0.
 */
export function timeline(entries: readonly TimelineEntry[], sampleRate: number): Placed[] {
  const placed: Placed[] = [];
  /** The end of everything above that is waited for. */
  let horizon = 0;
  /** Whether anything above was waited for: no gap before the first. */
  let begun = false;
  let cueAbove = 0;
  const marks = new Map<string, number>();

  for (const entry of entries) {
    const start = Math.max(0, startOf(entry));
    placed.push({ start, length: entry.kind === 'bed' ? 0 : entry.length });
    for (const mark of entry.marks) marks.set(mark.name, start + mark.start);
    if (entry.kind === 'cue') cueAbove = start;
    if (entry.kind === 'cue' || (entry.kind === 'sound' && entry.start.kind === 'turn')) {
      horizon = Math.max(horizon, start + entry.length);
      begun = true;
    }
  }
  return placed.map((place, index) => withBed(place, index));

  function startOf({ start }: TimelineEntry): number {
    switch (start.kind) {
      case 'turn':
        return start.isGap && !begun ? 0 : horizon + Math.round(start.silence * sampleRate);
      case 'time':
        return Math.round(start.seconds * sampleRate);
      case 'offset':
        return cueAbove + Math.round(start.seconds * sampleRate);
      case 'mark': {
        // A mark that is not there is the screenplay's problem; the place then is that of the cue above.
        const at = marks.get(start.mark) ?? cueAbove;
        return at + Math.round(start.seconds * sampleRate);
      }
    }
  }

  /** A bed in its turn starts with the first that it lies under; it ends with the last of its section. */
  function withBed(place: Placed, index: number): Placed {
    const entry = entries[index];
    if (entry?.kind !== 'bed') return place;
    let first = Infinity;
    let end = 0;
    for (let n = index + 1; n < entry.until; n++) {
      const above = entries[n];
      const { start, length } = placed[n] ?? place;
      if (above === undefined || above.kind === 'bed' || above.kind === 'unspoken') continue;
      if (above.kind === 'sound' && above.start.kind !== 'turn') continue;
      first = Math.min(first, start);
      end = Math.max(end, start + length);
    }
    const start = entry.start.kind === 'turn' ? Math.min(first, end) : place.start;
    return { start, length: Math.max(0, end - start) };
  }
}
