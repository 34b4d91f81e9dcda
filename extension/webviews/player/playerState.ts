import type { Reel } from '../../../production/productionService.ts';
import type { Loop } from './transport.ts';

/** What the page remembers for a reload. */
export interface PlayerState {
  /** Without its words: they would make it large, and the host sends the reel again if it still has it. */
  readonly reel: Reel | null;
  readonly frame: number;
  readonly speed: number;
  readonly volume: number;
  readonly loop: Loop;
  readonly follow: boolean;
  /** Pixels a second; 0: all of it fits. */
  readonly zoom: number;
}

export const speeds: readonly number[] = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2];

const initial: PlayerState = { reel: null, frame: 0, speed: 1, volume: 1, loop: 'off', follow: true, zoom: 0 };

/** What was kept, or as it is at first: a page may find what another version has left. */
export function restoredState(kept: Partial<PlayerState> | undefined): PlayerState {
  const { speed = 1, volume = 1, ...rest } = kept ?? {};
  return {
    ...initial,
    ...rest,
    speed: speeds.includes(speed) ? speed : 1,
    volume: volume >= 0 && volume <= 1 ? volume : 1,
  };
}

/** A reel as it is kept. */
export function keptReel(reel: Reel): Reel {
  return { ...reel, cues: reel.cues.map((cue) => ({ ...cue, words: [] })) };
}

/** The speed a step slower or faster. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  return speeds[speeds.indexOf(speed) + direction] ?? speed;
}

export function nextLoop(loop: Loop): Loop {
  return loop === 'off' ? 'cue' : loop === 'cue' ? 'reel' : 'off';
}
