import type { Range } from 'vscode-languageserver/node';
import type { Reference } from '../../screenplay/index.ts';
import { fileUri } from '../fileUri.ts';
import { OpenScript } from '../openScript.ts';
import type { Script } from '../script.ts';

/** A document in which a name may stand: a script, or a file of front matter or a lexicon that scripts share. */
export interface NamingDocument {
  readonly uri: string;
  /** Of a file: a script whose front matter is that file. */
  readonly script: Script;
  /** How many lines and columns stand in `script` before what stands in the file. */
  readonly lines: number;
  readonly columns: number;
}

/** A stretch of a line as the document itself counts. */
export function rangeIn({ script, lines, columns }: NamingDocument, index: number, start: number, end: number): Range {
  const range = script.ranges.inLine(index, start, end);
  const moved = ({ line, character }: Range['start']): Range['start'] => ({
    line: line - lines,
    character: character - columns,
  });
  return { start: moved(range.start), end: moved(range.end) };
}

export function scriptDocument(script: Script): NamingDocument {
  return { uri: script.uri, script, lines: 0, columns: 0 };
}

/** The files of front matter and lexicons that a script names, as far as they were brought and lie on the disk. */
export function sharedDocuments(script: Script): readonly NamingDocument[] {
  return script.screenplay.references.flatMap((reference) => sharedDocument(script, reference) ?? []);
}

function sharedDocument(script: Script, { kind, path }: Reference): NamingDocument | undefined {
  if (kind !== 'extends' && kind !== 'lexicon') return undefined;
  const text = script.surroundings.texts.get(path);
  const uri = fileUri(script.uri, path);
  if (typeof text !== 'string' || uri === undefined) return undefined;
  const bare = text.replace(/^\uFEFF/, '');
  // A document mark of YAML would be the fence of a script.
  if (/^[-－]{3}/m.test(bare)) return undefined;
  const [head, indent] = kind === 'extends' ? ['---\n', ''] : ['---\nlexicon:\n', '  '];
  const inside = indent === '' ? bare : bare.replace(/^(?=.)/gm, indent);
  const surroundings = {
    ...script.surroundings,
    texts: new Map<string, string>(),
    recordings: new Map<string, null>(),
  };
  const whole = new OpenScript(uri, 0, `${head}${inside}\n---\n`, surroundings, script.ranges.encoding, script.locale);
  return { uri, script: whole.script, lines: head.split('\n').length - 1, columns: indent.length };
}
