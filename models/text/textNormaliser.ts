import { TablereadError } from '../../foundation/tablereadError.ts';
import { bestPathOf } from './bestPath.ts';
import { inSpokenOrder } from './taggedFields.ts';
import type { TextGrammar } from './textGrammar.ts';

/** Languages that the grammars of WeTextProcessing write out. */
export type NormalisedLanguage = 'zh' | 'en';

/** Writes numbers, dates, units and the like out in words. Throws `text/not-normalisable` where no reading is found. */
export type TextNormaliser = (text: string) => string;

/**
 * A normaliser from its two compiled grammars: the tagger finds what a stretch is (`date { year: "…" day: "…" }`), the
 * fields are put into the order in which they are spoken, and the verbaliser says them.
 * Source: the runtime of WeTextProcessing.
 */
export function textNormaliser(
  language: NormalisedLanguage,
  tagger: TextGrammar,
  verbaliser: TextGrammar,
): TextNormaliser {
  const tag = bestPathOf(tagger);
  const verbalise = bestPathOf(verbaliser);
  const encoder = new TextEncoder();
  // U+FEFF is a character like any other.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (written) => {
    // Grammars have no label for a zero byte: to them it is "nothing".
    const text = written.replaceAll('\0', '');
    if (text === '') return '';
    const tagged = tag(encoder.encode(text));
    if (tagged === undefined) throw new TablereadError('text/not-normalisable', { text, file: tagger.file });
    const ordered = inSpokenOrder(decoder.decode(tagged), language);
    const spoken = verbalise(encoder.encode(ordered));
    if (spoken === undefined) throw new TablereadError('text/not-normalisable', { text, file: verbaliser.file });
    return decoder.decode(spoken);
  };
}
