import type { Cue } from './cue.ts';
import { digest } from './digest.ts';

const known = new WeakMap<object, string>();

/** The same for all cues: V8 keeps objects with the same accessor in the same fast form. */
const accessor = {
  get(this: Cue): string {
    const before = known.get(this);
    if (before !== undefined) return before;
    const made = digest(this);
    known.set(this, made);
    return made;
  },
  enumerable: true,
};

/**
 * Gives a cue its digest. One that is not known yet is worked out when somebody asks: that is a tenth of what a cue costs,
 * and while a script is only written, nobody does. A copy of the cue takes it along like any other property.
 */
export function withDigest(undigested: Omit<Cue, 'digest'>, hash: string | undefined): Cue {
  const cue = Object.defineProperty(undigested, 'digest', accessor) as Cue;
  if (hash !== undefined) known.set(cue, hash);
  return cue;
}
