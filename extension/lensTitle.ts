import { clockTime } from '../language-server/clockTime.ts';
import { message, type Locale } from '../foundation/message.ts';
import type { TakeState } from '../production/productionService.ts';

/** What a cue is doing in the player. */
export type CuePlaying = 'waiting' | 'playing' | 'paused';

/**
 * Title of the lens on a cue: what a click does, then the length of its take and what is to be known of it, in words.
 * `▶ Play`, `▶ Play · 2.4 s ✓`, `▶ Play · 2.4 s · changed since`, `■ Stop · 2.4 s ✓ · locked · take 3`.
 *
 * @param take what is known of its take; undefined: nothing yet
 * @param playing undefined: it is not the one that is played
 */
export function lensTitle(take: TakeState | undefined, playing: CuePlaying | undefined, locale: Locale): string {
  const say = (code: Parameters<typeof message>[0], values = {}): string => message(code, values, locale).text;
  const parts = [action()];
  if (take !== undefined) {
    const { state, seconds, locked } = take;
    const length = seconds === undefined ? undefined : clockTime(seconds, locale);
    if (state === 'cached') parts.push(length === undefined ? '✓' : `${length} ✓`);
    else if (length !== undefined && state !== 'none') parts.push(length);
    if (state === 'stale') parts.push(say('editor/lens-stale'));
    if (state === 'failed') parts.push(say('editor/lens-failed'));
    if (locked) parts.push(say('editor/lens-locked'));
    if (take.take > 1) parts.push(say('editor/lens-take', { take: take.take }));
  }
  return parts.join(' · ');

  function action(): string {
    switch (playing) {
      case undefined:
        return `▶ ${say('editor/lens-play')}`;
      case 'waiting':
        return `■ ${say(take?.state === 'cached' ? 'editor/lens-stop' : 'editor/lens-waiting')}`;
      case 'playing':
      case 'paused':
        return `■ ${say('editor/lens-stop')}`;
    }
  }
}
