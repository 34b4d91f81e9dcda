import type { Location, Position } from 'vscode-languageserver/node';
import { named, nameAt, occurrencesOf } from '../names/names.ts';
import type { Script } from '../script.ts';

/** Every place that names what the position names; a speaker under all aliases. `declarations`: with the places that make it. */
export function* references(
  script: Script,
  position: Position,
  declarations: boolean,
): Generator<undefined, Location[] | null, undefined> {
  const name = nameAt(script, position);
  if (name === undefined) return null;
  const found = yield* occurrencesOf(script, named(script, name));
  return found
    .filter(({ declares }) => declarations || !declares)
    .map(({ index, start, end }) => ({ uri: script.uri, range: script.ranges.inLine(index, start, end) }));
}
