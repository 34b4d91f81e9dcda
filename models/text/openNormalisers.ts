import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { readTextGrammar, type TextGrammar } from './textGrammar.ts';
import { textNormaliser, type NormalisedLanguage, type TextNormaliser } from './textNormaliser.ts';

/**
 * Opens the four grammars of a folder (`zh_tn_tagger.fst`, `zh_tn_verbalizer.fst`, `en_…`, each as it is or with `.gz`).
 * Takes about 150 ms. Errors: `text/grammar-missing`, naming folder and grammar, and those of `readTextGrammar`.
 */
export async function openNormalisers(folder: string): Promise<Readonly<Record<NormalisedLanguage, TextNormaliser>>> {
  const open = async (language: NormalisedLanguage): Promise<TextNormaliser> => {
    const tagger = await openGrammar(folder, `${language}_tn_tagger.fst`);
    return textNormaliser(language, tagger, await openGrammar(folder, `${language}_tn_verbalizer.fst`));
  };
  return { zh: await open('zh'), en: await open('en') };
}

async function openGrammar(folder: string, name: string): Promise<TextGrammar> {
  for (const file of [name, `${name}.gz`]) {
    try {
      return readTextGrammar(file, await readFile(join(folder, file)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new TablereadError('text/grammar-missing', { name, folder });
}
