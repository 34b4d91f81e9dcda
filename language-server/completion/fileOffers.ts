import { CompletionItemKind } from 'vscode-languageserver/node';
import { says, type Offer } from './offer.ts';

/** Files beside the script, as a script names them. */
export function fileOffers(files: readonly string[], bare: boolean, of: 'audio' | 'yaml'): Offer[] {
  return files.map((path) => ({
    label: path,
    kind: CompletionItemKind.File,
    ...(bare ? { insert: `"${path}"`, filter: path } : {}),
    ...(of === 'audio' ? { about: { of: 'recording', path } as const } : says('lsp/key-extends')),
  }));
}
