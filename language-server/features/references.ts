import type { Location, Position } from 'vscode-languageserver/node';
import { named, nameAt, occurrencesOf } from '../names/names.ts';
import { rangeIn, scriptDocument, type NamingDocument } from '../names/namingDocument.ts';
import type { Script } from '../script.ts';

/**
 * Every place that names what the position names; a speaker under all aliases. `declarations`: with the places that make it.
 * `others`: documents besides the script that share the name.
 */
export function* references(
  script: Script,
  position: Position,
  declarations: boolean,
  others: readonly NamingDocument[] = [],
): Generator<undefined, Location[] | null, undefined> {
  const name = nameAt(script, position);
  if (name === undefined) return null;
  const thing = named(script, name);
  const found: Location[] = [];
  for (const document of [scriptDocument(script), ...others]) {
    for (const { index, start, end, declares } of yield* occurrencesOf(document.script, thing)) {
      if (declares && !declarations) continue;
      found.push({ uri: document.uri, range: rangeIn(document, index, start, end) });
      yield;
    }
  }
  return found;
}
