import { message, type Locale } from '../foundation/message.ts';
import type { ProductionProgress } from '../production/productionTypes.ts';
import { clockTime } from '../language-server/clockTime.ts';
import { renderShare } from './renderShare.ts';

/** Longest text of a line that is shown beside the figures. */
const longestText = 40;

/**
 * What a progress notification says: the line in hand, per cent, time left.
 *
 * @param cue speaker and text of the line in hand, where there is one
 */
export function renderMessage(
  progress: Extract<ProductionProgress, { readonly kind: 'progress' }>,
  cue: { readonly speaker: string; readonly text: string } | undefined,
  locale: Locale,
): string {
  const { stage, done, total, secondsLeft } = progress;
  const say = (code: Parameters<typeof message>[0], values = {}): string => message(code, values, locale).text;
  const percent = Math.floor(100 * renderShare(stage, done, total));
  const what =
    stage === 'speak' && cue !== undefined ? shortened(`${cue.speaker}: ${cue.text}`) : say(`editor/stage-${stage}`);
  const parts = [what, say('editor/percent', { percent })];
  if (secondsLeft !== undefined) parts.push(say('editor/time-left', { time: clockTime(secondsLeft, locale) }));
  return parts.join(' · ');
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= longestText
    ? text
    : `${characters
        .slice(0, longestText - 1)
        .join('')
        .trimEnd()}…`;
}
