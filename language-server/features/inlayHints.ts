import { InlayHintKind, type InlayHint, type Range } from 'vscode-languageserver/node';
import { message } from '../../foundation/message.ts';
import { lineIndex } from '../../grammar/index.ts';
import { clockTime, timelineTime } from '../clockTime.ts';
import { emotionText } from '../emotionText.ts';
import { entryAt } from '../entryAt.ts';
import type { ServerSettings } from '../protocol.ts';
import type { Script } from '../script.ts';

/** Start and length of each cue of a range behind its line, and the emotion where the line inherits it. */
export function* inlayHints(
  script: Script,
  range: Range,
  show: ServerSettings['inlayHints'],
): Generator<undefined, InlayHint[], undefined> {
  const { screenplay, tree, ranges, locale } = script;
  const hints: InlayHint[] = [];
  if (!show.length && !show.start && !show.emotion) return hints;
  for (let entry = entryAt(script, range.start.line) ?? 0; entry < screenplay.entries.length; entry++) {
    yield;
    const cue = screenplay.entries[entry];
    // Nobody speaks `SFX: …`: it has neither length nor emotion.
    if (cue?.kind !== 'cue' || !cue.speech) continue;
    const line = lineIndex(tree, cue.line);
    if (line > range.end.line) break;
    if (line < range.start.line) continue;
    const { from } = cue.origins.emotion;
    if (show.emotion && from !== 'line' && cue.emotion.kind !== 'own') {
      hints.push({
        position: ranges.inLine(line, cue.line.colon.start, cue.line.colon.start).start,
        label: `(${emotionText(cue.emotion, locale)})`,
        kind: InlayHintKind.Parameter,
        paddingLeft: true,
        tooltip: message(`lsp/inherited-from-${from}`, {}, locale).text,
      });
    }
    const start = screenplay.timeline.starts[entry] ?? 0;
    const length = (screenplay.timeline.ends[entry] ?? 0) - start;
    const shown = [
      ...(show.start ? [timelineTime(start)] : []),
      ...(show.length ? [`${cue.estimate.measured ? '' : '≈ '}${clockTime(length, locale)}`] : []),
    ];
    if (shown.length === 0) continue;
    hints.push({
      position: ranges.ofLine(line).end,
      label: shown.join(' · '),
      paddingLeft: true,
      tooltip: message(cue.estimate.measured ? 'lsp/measured-length' : 'lsp/predicted-length', {}, locale).text,
    });
  }
  return hints;
}
