import { clockTime, timelineTime } from '../language-server/clockTime.ts';
import type { LensData } from '../language-server/protocol.ts';
import { message, type Locale } from '../foundation/message.ts';
import type { TakeState } from '../production/productionService.ts';

/** What a cue is doing in the player. */
export type CuePlaying = 'waiting' | 'playing' | 'paused';

/**
 * Title of the lens on a cue: what a click does, where it starts and how long it is, and what is to be known of its take, in
 * words. `▶ Play`, `▶ Play · 0:01.2 · ≈ 2.4 s`, `▶ Play · 0:01.2 · 2.4 s ✓ · locked · take 3`, `■ Stop · 0:01.2 · 2.4 s ✓`.
 *
 * @param place what the server says of it; undefined: that is not to be told
 * @param take what is known of its take; undefined: nothing yet
 * @param playing undefined: it is not the one that is played
 */
export function lensTitle(
  place: LensData | undefined,
  take: TakeState | undefined,
  playing: CuePlaying | undefined,
  locale: Locale,
): string {
  const say = (code: Parameters<typeof message>[0], values = {}): string => message(code, values, locale).text;
  const parts = [action()];
  if (place !== undefined) parts.push(timelineTime(place.start));
  const length = lengthText();
  const isMade = take?.state === 'cached';
  if (length !== undefined) parts.push(isMade ? `${length} ✓` : length);
  else if (isMade) parts.push('✓');
  if (take !== undefined) {
    const { state, locked } = take;
    if (state === 'stale') parts.push(say('editor/lens-stale'));
    if (state === 'failed') parts.push(say('editor/lens-failed'));
    if (locked) parts.push(say('editor/lens-locked'));
    if (take.take > 1) parts.push(say('editor/lens-take', { take: take.take }));
  }
  return parts.join(' · ');

  function lengthText(): string | undefined {
    if (take?.seconds !== undefined) return clockTime(take.seconds, locale);
    if (place === undefined) return undefined;
    return `${place.measured ? '' : '≈ '}${clockTime(place.seconds, locale)}`;
  }

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
