/** How many tokens a text has. */
export type CountTokens = (text: string) => number;

const afterPunctuation = /(?<=[，。！？、；：,.!?;:\n])/u;
/** A pronunciation with its marks is never cut. */
const pronunciationSpan = /(<\|SPECIAL_TOKEN_\d+\|>.*?<\|SPECIAL_TOKEN_\d+\|>)/su;

/**
 * Cuts a v2.5 text into segments of at most `budget` tokens (a pronunciation that is longer stays whole): after
 * punctuation, and character by character where a stretch without any is too long; neighbours are joined while they fit.
 * Source: `split_text_by_tokens` of the original.
 */
export function splitText(text: string, budget: number, count: CountTokens): string[] {
  if (count(text) <= budget) return [text];
  const chunks = text.split(pronunciationSpan).flatMap((part, index) => {
    if (index % 2 === 1) return [part];
    return part
      .split(afterPunctuation)
      .flatMap((stretch) => (count(stretch) <= budget ? [stretch] : cut(stretch, budget, count)));
  });
  return greedy(chunks, (joined) => count(joined) <= budget);
}

/**
 * Cuts a text after punctuation into groups of at most `most` characters; a stretch without punctuation stays whole.
 * Source: `split_by_punctuation`, which the original uses where memory is short.
 */
export function splitByPunctuation(text: string, most: number): string[] {
  return greedy(text.split(afterPunctuation), (joined) => Array.from(joined).length <= most);
}

function cut(stretch: string, budget: number, count: CountTokens): string[] {
  return greedy(Array.from(stretch), (joined) => count(joined) <= budget);
}

/** Joins neighbours as long as the outcome fits. */
function greedy(chunks: readonly string[], fits: (joined: string) => boolean): string[] {
  const result: string[] = [];
  for (const chunk of chunks) {
    if (chunk === '') continue;
    const last = result.at(-1);
    if (last !== undefined && fits(last + chunk)) result[result.length - 1] = last + chunk;
    else result.push(chunk);
  }
  return result;
}
