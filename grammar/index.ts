export type * from './tree.ts';
export type { Position } from './positions.ts';
export type { Pronunciation } from './pronunciation.ts';

export { parse } from './parse.ts';
export { reparse } from './reparse.ts';
export { print } from './print.ts';
export { nameKey } from './nameKey.ts';
export { timeCodeSeconds } from './timeCodeSeconds.ts';
export { lineIndex, lineIndexAt, lineStarts, offsetAt, positionAt } from './positions.ts';
export { readHow, readPronunciation, readTime, readTimeCode } from './values.ts';
