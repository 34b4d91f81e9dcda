export type * from './cue.ts';
export type * from './screenplayTypes.ts';
export type * from './surroundings.ts';

export { emotions } from './cue.ts';
export { emotionIndex, emotionNames } from './emotionNames.ts';
export { problemCodes } from './problemCodes.ts';
export { screenplay } from './screenplay.ts';
export { suggestion } from './suggestion.ts';
