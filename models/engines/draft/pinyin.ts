/** The tones of eSpeak NG's Mandarin phonemes, as pitch contours; 5 is the neutral tone. */
const contours: Readonly<Record<string, string>> = { '1': '55', '2': '35', '3': '214', '4': '51', '5': '11' };

/** Syllables that eSpeak NG does not know (it spells them in English), in its mnemonics. */
const onsets: Readonly<Record<string, string>> = { j: 'tS;', q: 'tS;h', x: 'S;' };

/** Characters that are read so, with their tones: all of the general list of 2013 and their traditional forms. */
const unknown: readonly (readonly [string, string])[] = [
  ['兄凶胸匈汹洶兇恟芎', 'xiong1'],
  ['雄熊', 'xiong2'],
  ['诇夐', 'xiong4'],
  ['扃駉坰', 'jiong1'],
  ['窘炯迥囧煚', 'jiong3'],
  ['穷窮琼瓊穹茕煢邛蛩跫筇銎', 'qiong2'],
];
const readings = new Map(
  unknown.flatMap(([characters, syllable]) => Array.from(characters, (each) => [each, syllable] as const)),
);

/**
 * A syllable of toned pinyin (`HANG2`, `lü4`, `LU:4`, `LV4`, `le0`) as text for eSpeak NG's Mandarin voice; undefined when it is none.
 */
export function pinyinText(syllable: string): string | undefined {
  const [, letters, digit] = /^([a-z]+)([0-5])$/.exec(syllable.toLowerCase().replace(/ü|u:/g, 'v')) ?? [];
  if (letters === undefined || digit === undefined) return undefined;
  const tone = digit === '0' ? '5' : digit;
  const onset = /^([jqx])iong$/.exec(letters)?.[1];
  if (onset !== undefined) return `[[${onsets[onset] ?? ''}j'ong${contours[tone] ?? ''}]]`;
  // After j, q, x and y eSpeak NG wants the u as it is usually written.
  return letters.replace(/^([jqxy])v/, '$1u') + tone;
}

/** Text for a character that eSpeak NG misreads; undefined for all others. */
export function misreadCharacter(character: string): string | undefined {
  const syllable = readings.get(character);
  return syllable === undefined ? undefined : pinyinText(syllable);
}
