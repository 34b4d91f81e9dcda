import type { CharacterKind, FoundWord, MecabDictionary } from './mecabDictionary.ts';

/** Unknown words that group a category are not longer than this, characters. Source: MeCab's default. */
const longestGroup = 24;

/** A word in the lattice of all readings. */
interface Node extends FoundWord {
  readonly start: number;
  /** Cost of the best way here, this word included. */
  readonly total: number;
  readonly before: Node | undefined;
}

/** A character of the text. */
interface Character {
  /** Bytes before it. */
  readonly at: number;
  readonly kind: CharacterKind;
}

/**
 * Cuts a text into the words that MeCab finds with this dictionary: of all ways through the known words and the unknown
 * ones that its categories allow, the one with the least sum of costs; of equal ways, the one that MeCab meets first.
 * White space parts words and is in none. Source: `Tokenizer::lookup` and `Viterbi` of MeCab 0.996.
 */
export function mecabWords(text: string, dictionary: MecabDictionary): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const characters = charactersOf(text, dictionary);
  const space = dictionary.kindOf(0x20).categories;
  // Nodes by the byte where they end, latest first.
  const ending: Node[][] = Array.from({ length: bytes.length + 1 }, () => []);
  const start: Node = { left: 0, right: 0, cost: 0, length: 0, start: 0, total: 0, before: undefined };
  ending[0] = [start];
  for (let index = 0; index < characters.length; index++) {
    const reached = ending[characters[index]?.at ?? 0] ?? [];
    if (reached.length === 0) continue;
    const first = afterSpace(characters, index, space);
    const at = characters[first]?.at;
    if (at === undefined) continue;
    for (const word of candidates(bytes, characters, first, dictionary)) {
      const node = connected(word, at, reached, dictionary);
      ending[at + word.length]?.unshift(node);
    }
  }
  return surfaces(bytes, bestEnd(ending, dictionary));
}

function charactersOf(text: string, dictionary: MecabDictionary): Character[] {
  let at = 0;
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const result = { at, kind: dictionary.kindOf(code > 0xffff ? 0 : code) };
    at += Buffer.byteLength(character, 'utf8');
    return result;
  });
}

function afterSpace(characters: readonly Character[], index: number, space: number): number {
  let at = index;
  while (at < characters.length && ((characters[at]?.kind.categories ?? 0) & space) !== 0) at++;
  return at;
}

/** The words that may start at a character, latest found first, as MeCab lists them. */
function candidates(
  bytes: Uint8Array,
  characters: readonly Character[],
  first: number,
  dictionary: MecabDictionary,
): FoundWord[] {
  const { at, kind } = characters[first] ?? { at: 0, kind: dictionary.kindOf(0) };
  const found = dictionary.wordsAt(bytes, at);
  if (found.length > 0 && !kind.always) return found.reverse();
  const unknown = (end: number): void => {
    const length = (characters[end]?.at ?? bytes.length) - at;
    for (const word of dictionary.unknownWords(kind.category)) found.push({ ...word, length });
  };
  const sharing = (index: number, categories: number): boolean =>
    ((characters[index]?.kind.categories ?? 0) & categories) !== 0;
  let grouped = -1;
  if (kind.group) {
    grouped = first + 1;
    // Each character has to share a category with the one before it.
    for (let categories = kind.categories; sharing(grouped, categories); grouped++) {
      categories = characters[grouped]?.kind.categories ?? 0;
    }
    if (grouped - first - 1 <= longestGroup) unknown(grouped);
  }
  for (let count = 1, end = first + 1; count <= kind.longest && end <= characters.length; count++) {
    // A length that the group has already taken is passed over, and the next one tried from the same place.
    if (end === grouped) continue;
    unknown(end);
    if (!sharing(end, kind.categories)) break;
    end++;
  }
  if (found.length === 0) unknown(first + 1);
  return found.reverse();
}

function connected(word: FoundWord, start: number, reached: readonly Node[], dictionary: MecabDictionary): Node {
  let total = Infinity;
  let before: Node | undefined;
  for (const node of reached) {
    const sum = node.total + dictionary.connectionCost(node.right, word.left) + word.cost;
    if (sum < total) {
      total = sum;
      before = node;
    }
  }
  return { ...word, start, total, before };
}

/** The word that the text best ends with; white space may follow it. */
function bestEnd(ending: readonly (readonly Node[])[], dictionary: MecabDictionary): Node | undefined {
  const last = ending.findLast((nodes) => nodes.length > 0) ?? [];
  return connected({ left: 0, right: 0, cost: 0, length: 0 }, 0, last, dictionary).before;
}

function surfaces(bytes: Buffer, end: Node | undefined): string[] {
  const words: string[] = [];
  for (let node = end; node !== undefined && node.length > 0; node = node.before) {
    words.push(bytes.subarray(node.start, node.start + node.length).toString('utf8'));
  }
  return words.reverse();
}
