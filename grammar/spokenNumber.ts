const englishNumbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  half: 0.5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  sixty: 60,
  ninety: 90,
};
const chineseDigits = '零一二三四五六七八九';
const chineseUnits: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/**
 * The number that a writer meant: digits (a comma before the fraction too), an English number word, Chinese numerals below
 * ten thousand with `点` and `半`. Undefined: none. Not negative.
 */
export function spokenNumber(text: string): number | undefined {
  const said = text.trim().toLowerCase();
  if (/^(?:\d+(?:[.,]\d+)?|\.\d+)$/.test(said)) return Number(said.replace(',', '.'));
  if (Object.hasOwn(englishNumbers, said)) return englishNumbers[said];
  return chineseNumber(said);
}

function chineseNumber(said: string): number | undefined {
  if (said === '半') return 0.5;
  if (!/^[零〇一二两三四五六七八九十百千]{1,12}(?:点[零〇一二三四五六七八九]{1,6})?半?$/.test(said)) return undefined;
  const [whole = '', fraction = ''] = said.replace('半', '').replaceAll('〇', '零').replaceAll('两', '二').split('点');
  const decimals = Array.from(fraction, (digit) => chineseDigits.indexOf(digit)).join('');
  return Number(`${chineseWhole(whole)}.${decimals}0`) + (said.endsWith('半') ? 0.5 : 0);
}

function chineseWhole(text: string): number {
  // `二〇二六`: digits one by one.
  if (!/[十百千]/.test(text)) return Number(Array.from(text, (digit) => chineseDigits.indexOf(digit)).join(''));
  let total = 0;
  let digit: number | undefined;
  for (const character of text) {
    const unit = chineseUnits[character];
    if (unit === undefined) {
      digit = chineseDigits.indexOf(character);
      continue;
    }
    total += (digit ?? 1) * unit;
    digit = undefined;
  }
  return total + (digit ?? 0);
}
