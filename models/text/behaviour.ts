/**
 * `original` repeats what the official code does, mistakes included, for parity. `corrected` is what the product uses;
 * every function that differs says how.
 */
export type Behaviour = 'original' | 'corrected';
