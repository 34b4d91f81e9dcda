/** Readings that are offered at first. */
const atFirst = 4;

/** How many readings of a line are offered: always one that the line never had. */
export function takeChoices(take: number): number {
  return Math.max(atFirst, take + 1);
}
