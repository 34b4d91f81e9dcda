import type { Behaviour } from './behaviour.ts';

/** Limits of `splitPieces`, in pieces. */
export interface PieceLimits {
  /** Longest segment, 20–600. */
  readonly most: number;
  /** Until this many pieces have passed, segments stay below half of `most`, so that the first is heard soon. 0 = off. */
  readonly quick: number;
}

const sentenceEnds: ReadonlySet<string> = new Set(['.', '!', '?', '▁.', '▁?', '▁...']);
const commas: ReadonlySet<string> = new Set([',', '▁,']);
const hyphens: ReadonlySet<string> = new Set(['-']);
const quotes: ReadonlySet<string> = new Set(["'", "▁'"]);

/**
 * Cuts the pieces of a v2 text into segments for the network: at sentence ends, a comma or hyphen closes what stands
 * before it as soon as it is seen, overlong stretches are sliced; then neighbours are joined while they fit.
 * `original` repeats a quote after a sentence end at the start of the next segment, because a loop variable that it
 * advances there is set again; `corrected` keeps it once. Source: `split_segments` of the original's tokeniser.
 */
export function splitPieces(pieces: readonly string[], limits: PieceLimits, behaviour: Behaviour): string[][] {
  return split(pieces, sentenceEnds, limits, behaviour);
}

function split(
  pieces: readonly string[],
  ends: ReadonlySet<string>,
  limits: PieceLimits,
  behaviour: Behaviour,
): string[][] {
  const segments: string[][] = [];
  let current: string[] = [];
  const close = (...closed: string[][]): void => {
    segments.push(...closed);
    current = [];
  };
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] ?? '';
    current.push(piece);
    if (ends !== commas && current.some((each) => commas.has(each))) {
      close(...split(current, commas, limits, behaviour));
    } else if (ends !== hyphens && current.includes('-')) {
      close(...split(current, hyphens, limits, behaviour));
    } else if (current.length > limits.most) {
      close(...slices(current, limits.most));
    } else if (ends.has(piece) && current.length > 2) {
      const following = pieces[index + 1];
      if (following !== undefined && quotes.has(following)) {
        current.push(following);
        if (behaviour === 'corrected') index++;
      }
      close(current);
    }
  }
  if (current.length > 0) segments.push(current);
  return joined(segments, limits);
}

function joined(segments: readonly string[][], { most, quick }: PieceLimits): string[][] {
  const result: string[][] = [];
  let passed = 0;
  for (const segment of segments) {
    passed += segment.length;
    const last = result.at(-1);
    const together = (last?.length ?? 0) + segment.length;
    if (last !== undefined && ((together <= most && passed > quick) || together <= most / 2)) last.push(...segment);
    else result.push([...segment]);
  }
  return result;
}

function slices(pieces: readonly string[], size: number): string[][] {
  const result: string[][] = [];
  for (let at = 0; at < pieces.length; at += size) result.push(pieces.slice(at, at + size));
  return result;
}
