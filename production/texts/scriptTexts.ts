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
 * All texts about a finished production but its provenance, one after the other: those of a long script are megabytes each.
 *
 * @param base of the file names that carry one
 */
export function* scriptTexts(finished: FinishedScript, base: string): Generator<ScriptText> {
  yield { name: 'timeline.json', kind: 'timeline', content: timelineJson(finished) };
  yield { name: `${base}.otio`, kind: 'timeline', content: openTimelineIo(finished) };
  yield { name: `${base}.srt`, kind: 'subtitles', content: subtitles(finished, 'srt', 'cue') };
  yield { name: `${base}.vtt`, kind: 'subtitles', content: subtitles(finished, 'vtt', 'cue') };
  yield { name: `${base}.words.srt`, kind: 'subtitles', content: subtitles(finished, 'srt', 'word') };
  yield { name: `${base}.words.vtt`, kind: 'subtitles', content: subtitles(finished, 'vtt', 'word') };
  yield { name: `${base}.csv`, kind: 'sheet', content: voiceOverSheet(finished) };
  yield { name: `${base}.jsonl`, kind: 'manifest', content: batchManifest(finished, base) };
}
