import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTextGrammar, type TextGrammar } from '../models/text/textGrammar.ts';
import { textNormaliser, type NormalisedLanguage, type TextNormaliser } from '../models/text/textNormaliser.ts';

/** Releases of the compiled grammars that tests know. */
export type GrammarRelease = '1.2.0' | '1.0.4.1';

/**
 * Third-party text data (compiled grammars, vocabularies, cases): the folder named by TABLEREAD_TEXT_ASSETS, else
 * `shared/assets` beside the repository; undefined, and said aloud, where there is none.
 */
export const textAssets: string | undefined = findAssets();

function findAssets(): string | undefined {
  const beside = join(import.meta.dirname, '..', '..', 'shared', 'assets');
  const folder = process.env['TABLEREAD_TEXT_ASSETS'] ?? beside;
  if (existsSync(join(folder, 'text-grammars'))) return folder;
  console.warn(
    `text assets: none in ${folder} (TABLEREAD_TEXT_ASSETS); what needs grammars or vocabularies is skipped`,
  );
  return undefined;
}

/** A file of the assets, absolute; undefined where it is missing. */
export function assetFile(...path: readonly string[]): string | undefined {
  const file = join(textAssets ?? '.', ...path);
  return textAssets !== undefined && existsSync(file) ? file : undefined;
}

/** A compiled MeCab dictionary (unidic-lite 1.0.8): the folder named by TABLEREAD_JAPANESE_DICTIONARY, if any. */
export const japaneseDictionary: string | undefined = process.env['TABLEREAD_JAPANESE_DICTIONARY'];
if (japaneseDictionary === undefined) {
  console.warn('text assets: no Japanese dictionary (TABLEREAD_JAPANESE_DICTIONARY); its words are not compared');
}

const normalisers = new Map<string, TextNormaliser>();

/** The normaliser of a release; the Chinese verbaliser of 1.0.4.1 is that of 1.2.0. Read once. */
export function normaliserOfAssets(release: GrammarRelease, language: NormalisedLanguage): TextNormaliser {
  const key = `${release}/${language}`;
  const known = normalisers.get(key);
  if (known !== undefined) return known;
  const made = textNormaliser(
    language,
    grammar(release, `${language}_tn_tagger`),
    grammar(release, `${language}_tn_verbalizer`),
  );
  normalisers.set(key, made);
  return made;
}

function grammar(release: GrammarRelease, name: string): TextGrammar {
  const folder = (of: string): string | undefined =>
    assetFile('text-grammars', `wetextprocessing-${of}`, `${name}.fst.gz`);
  const file = folder(release) ?? folder('1.2.0');
  if (file === undefined) throw new Error(`no grammar ${name} among the text assets`);
  return readTextGrammar(basename(file), readFileSync(file));
}
