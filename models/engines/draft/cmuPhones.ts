/** ARPABET phones in eSpeak NG's mnemonics of English, that hold in all its English voices. */
const mnemonics: Readonly<Record<string, string>> = {
  AA: 'A:',
  AE: 'a',
  AH: 'V',
  AO: 'O:',
  AW: 'aU',
  AY: 'aI',
  EH: 'E',
  ER: '3:',
  EY: 'eI',
  IH: 'I',
  IY: 'i:',
  OW: 'oU',
  OY: 'OI',
  UH: 'U',
  UW: 'u:',
  B: 'b',
  CH: 'tS',
  D: 'd',
  DH: 'D',
  F: 'f',
  G: 'g',
  HH: 'h',
  JH: 'dZ',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'N',
  P: 'p',
  R: 'r',
  S: 's',
  SH: 'S',
  T: 't',
  TH: 'T',
  V: 'v',
  W: 'w',
  Y: 'j',
  Z: 'z',
  ZH: 'Z',
};

/** Vowels that are reduced where they bear no stress. */
const reduced: Readonly<Record<string, string>> = { AH: '@', ER: '3', IY: 'i' };
const marks: Readonly<Record<string, string>> = { '1': "'", '2': ',' };

/**
 * CMU phones as eSpeak NG's mnemonics, without brackets: `M IH1 . N AH0 T` is `m|'I|n|@|t`; the bars keep T SH from being
 * read as CH. Dots between syllables are dropped. Undefined when something is not a CMU phone.
 */
export function cmuMnemonics(phones: readonly string[]): string | undefined {
  const written: string[] = [];
  for (const phone of phones) {
    if (phone === '.') continue;
    const [, name = '', stress = ''] = /^([A-Z]{1,2})([012])?$/.exec(phone.toUpperCase()) ?? [];
    const mnemonic = (stress === '0' ? reduced[name] : undefined) ?? mnemonics[name];
    if (mnemonic === undefined) return undefined;
    written.push((marks[stress] ?? '') + mnemonic);
  }
  return written.length === 0 ? undefined : written.join('|');
}
