import type { PinyinReadings } from './readingOffers.ts';

/** Loads the dictionary of readings on first use: it is larger than the server itself, and most scripts never ask. */
export async function pinyinReadings(): Promise<PinyinReadings> {
  const { pinyin } = await import('pinyin-pro');
  const options = { toneType: 'num', type: 'array', v: true } as const;
  return (written) => {
    // Read as a whole first: words decide on their characters (银行 is hang, 行走 is xing).
    const usual = pinyin(written, { ...options, nonZh: 'removed' });
    const characters = written.match(/\p{Script=Han}/gu) ?? [];
    if (usual.length !== characters.length) return [];
    return characters.map((character, index) => {
      const all = pinyin(character, { ...options, multiple: true });
      return [...new Set([usual[index] ?? '', ...all].map(withToneDigit))];
    });
  };
}

/** Scripts count the neutral tone as the fifth. */
function withToneDigit(syllable: string): string {
  return syllable.replace(/0$/, '5');
}
