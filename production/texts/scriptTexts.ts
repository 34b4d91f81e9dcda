import type { FinishedScript } from '../finishedScript.ts';
import type { ProducedFile } from '../productionTypes.ts';
import { batchManifest } from './batchManifest.ts';
import { openTimelineIo } from './openTimelineIo.ts';
import { subtitles } from './subtitles.ts';
import { timelineJson } from './timelineJson.ts';
import { voiceOverSheet } from './voiceOverSheet.ts';

export interface ScriptText {
  /** File name. */
  readonly name: string;
  readonly kind: ProducedFile['kind'];
  readonly content: string;
}

/**
 * All texts about a finished production but its provenance.
 *
 * @param base of the file names that carry one
 */
export function scriptTexts(finished: FinishedScript, base: string): ScriptText[] {
  return [
    { name: 'timeline.json', kind: 'timeline', content: timelineJson(finished) },
    { name: `${base}.otio`, kind: 'timeline', content: openTimelineIo(finished) },
    { name: `${base}.srt`, kind: 'subtitles', content: subtitles(finished, 'srt', 'cue') },
    { name: `${base}.vtt`, kind: 'subtitles', content: subtitles(finished, 'vtt', 'cue') },
    { name: `${base}.words.srt`, kind: 'subtitles', content: subtitles(finished, 'srt', 'word') },
    { name: `${base}.words.vtt`, kind: 'subtitles', content: subtitles(finished, 'vtt', 'word') },
    { name: `${base}.csv`, kind: 'sheet', content: voiceOverSheet(finished) },
    { name: `${base}.jsonl`, kind: 'manifest', content: batchManifest(finished, base) },
  ];
}
