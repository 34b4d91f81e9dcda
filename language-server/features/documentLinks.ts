import type { DocumentLink } from 'vscode-languageserver/node';
import { lineIndex } from '../../grammar/index.ts';
import { linkTarget } from '../linkTarget.ts';
import type { Script } from '../script.ts';

/** Links from the paths in a script to the files, as far as they are there. */
export function* documentLinks(script: Script): Generator<undefined, DocumentLink[], undefined> {
  const links: DocumentLink[] = [];
  for (const reference of script.screenplay.references) {
    yield;
    // The files of a shared file are named there, not here: the place here is already the link to the shared file.
    const written = script.tree.lines[lineIndex(script.tree, reference.line)]?.text;
    if (written === undefined || !isWritten(written.slice(reference.start, reference.end), reference.path)) continue;
    const target = linkTarget(script, reference);
    if (target !== undefined) links.push({ range: script.ranges.ofPlace(reference), target });
  }
  return links;
}

function isWritten(text: string, path: string): boolean {
  return text.replaceAll('\\', '/').includes(path);
}
