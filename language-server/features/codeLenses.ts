import type { CodeLens } from 'vscode-languageserver/node';
import { message } from '../../foundation/message.ts';
import { lineIndex, nameKey } from '../../grammar/index.ts';
import { clockTime } from '../clockTime.ts';
import { linesText } from '../linesText.ts';
import type { LensData } from '../protocol.ts';
import type { Script } from '../script.ts';
import { status } from './status.ts';

/** Commands that lenses carry; a client that knows one names it in `initializationOptions.commands`. */
export const lensCommands = {
  playLine: 'tableread.playLine',
  playFromHere: 'tableread.playFromHere',
  renderScene: 'tableread.renderScene',
  showSpeaker: 'tableread.showSpeaker',
} as const;

/**
 * *Play* on every cue, *Play from here* and *Render scene* with the length of the section on headings, lines and length
 * on cast entries. Only lenses whose command the client carries out.
 */
export function* codeLenses(
  script: Script,
  commands: ReadonlySet<string>,
): Generator<undefined, CodeLens[], undefined> {
  const { screenplay, tree, ranges, locale, uri } = script;
  const lenses: CodeLens[] = [];
  const add = (line: number, command: string, title: string, ...rest: unknown[]): CodeLens | undefined => {
    if (!commands.has(command)) return undefined;
    const lens = { range: ranges.ofLine(line), command: { title, command, arguments: [uri, ...rest] } };
    lenses.push(lens);
    return lens;
  };
  if (commands.has(lensCommands.showSpeaker)) {
    const counts = new Map(status(script).speakers.map((speaker) => [nameKey(speaker.name), speaker]));
    for (const { name, place } of screenplay.cast) {
      const count = counts.get(nameKey(name));
      if (place === undefined || count === undefined) continue;
      add(lineIndex(tree, place.line), lensCommands.showSpeaker, linesText(count.lines, count.seconds, locale), name);
      yield;
    }
  }
  for (const { heading, from, to } of screenplay.sections) {
    yield;
    if (heading === undefined || from === to) continue;
    const line = lineIndex(tree, heading);
    const length = sectionLength(script, from, to);
    add(line, lensCommands.playFromHere, `▶ ${message('lsp/lens-play-from-here', {}, locale).text}`, line);
    const render = message('lsp/lens-render-scene', { length: clockTime(length, locale) }, locale).text;
    add(line, lensCommands.renderScene, render, line);
  }
  if (!commands.has(lensCommands.playLine)) return lenses;
  const play = `▶ ${message('lsp/lens-play', {}, locale).text}`;
  for (const [entry, cue] of screenplay.entries.entries()) {
    yield;
    if (cue.kind !== 'cue' || !cue.sound) continue;
    const lens = add(lineIndex(tree, cue.line), lensCommands.playLine, play, cue.id);
    const start = screenplay.timeline.starts[entry] ?? 0;
    const seconds = (screenplay.timeline.ends[entry] ?? start) - start;
    const data: LensData = { start, seconds, measured: cue.estimate.measured };
    if (lens !== undefined) lens.data = data;
  }
  return lenses;
}

function sectionLength({ screenplay: { timeline } }: Script, from: number, to: number): number {
  let start = Infinity;
  let end = 0;
  for (let entry = from; entry < to; entry++) {
    start = Math.min(start, timeline.starts[entry] ?? Infinity);
    end = Math.max(end, timeline.ends[entry] ?? 0);
  }
  return Math.max(0, end - start);
}
