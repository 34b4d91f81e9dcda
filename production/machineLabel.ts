import type { Tags } from '../audio/index.ts';

/** Who made the speech, for labels. */
export const producer = 'Tableread';

/** The plain sentence of a file's metadata, in the script's language where there is one. */
const sentences: Readonly<Record<string, string>> = {
  en: 'The speech in this file was made by a machine (artificial intelligence) with Tableread.',
  zh: '本文件中的语音由人工智能合成，使用 Tableread 制作。',
};

/**
 * What every sound file says about itself: the implicit label of GB 45438-2025 (annex E: Label 1 = content is machine-made)
 * and a plain sentence.
 *
 * @param id tells this content from any other; equal content has the same
 */
export function machineLabel(
  id: string,
  language: string,
  { title, artist }: { title: string; artist?: string | undefined },
): Tags {
  const [primary = 'en'] = language.toLowerCase().split('-');
  return {
    title,
    ...(artist === undefined ? {} : { artist }),
    comment: sentences[primary] ?? (sentences['en'] as string),
    software: producer,
    aigc: {
      Label: '1',
      ContentProducer: producer,
      ProduceID: id,
      ReservedCode1: '',
      ContentPropagator: '',
      PropagateID: '',
      ReservedCode2: '',
    },
  };
}
