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
  /** Makes the text: those of a long script are megabytes each, so one is made after the other. */
  readonly content: (finished: FinishedScript) => string;
}

/**
 * All texts about a finished production but its provenance.
 *
 * @param base of the file names that carry one
 */
export function scriptTexts(base: string): readonly ScriptText[] {
  return [
    { name: 'timeline.json', kind: 'timeline', content: timelineJson },
    { name: `${base}.otio`, kind: 'timeline', content: openTimelineIo },
    { name: `${base}.srt`, kind: 'subtitles', content: (finished) => subtitles(finished, 'srt', 'cue') },
    { name: `${base}.vtt`, kind: 'subtitles', content: (finished) => subtitles(finished, 'vtt', 'cue') },
    { name: `${base}.words.srt`, kind: 'subtitles', content: (finished) => subtitles(finished, 'srt', 'word') },
    { name: `${base}.words.vtt`, kind: 'subtitles', content: (finished) => subtitles(finished, 'vtt', 'word') },
    { name: `${base}.csv`, kind: 'sheet', content: voiceOverSheet },
    { name: `${base}.jsonl`, kind: 'manifest', content: (finished) => batchManifest(finished, base) },
  ];
}
