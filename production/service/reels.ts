import { randomBytes } from 'node:crypto';
import { TablereadError } from '../../foundation/tablereadError.ts';
import type { PlayableReel } from './playableReel.ts';

/** Of a script: the one that is played, and some that a player may still ask for or go back to. */
const keptReels = 4;

/** The reels that players may ask for, by script. */
export class Reels {
  readonly #byPath = new Map<string, PlayableReel[]>();

  /** An id that no other reel has, in this process or the one before it. */
  newId(): string {
    return randomBytes(9).toString('base64url');
  }

  /** @param path of the script */
  add(path: string, reel: PlayableReel): void {
    const reels = [...(this.#byPath.get(path) ?? []), reel];
    this.#byPath.set(path, reels.slice(-keptReels));
    for (const forgotten of reels.slice(0, -keptReels)) void forgotten.close?.();
  }

  /** @throws TablereadError `production/reel-gone` */
  get(id: string): PlayableReel {
    for (const reels of this.#byPath.values()) {
      const reel = reels.find((each) => each.id === id);
      if (reel !== undefined) return reel;
    }
    throw new TablereadError('production/reel-gone');
  }
}
