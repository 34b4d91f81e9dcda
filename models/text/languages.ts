/**
 * Languages of IndexTTS-2.5 by the row of its language embedding. The first 99 are also the language tokens of the
 * vocabulary, in this order; the others exist as embeddings only.
 * Source: `LANGUAGES` of the original's tokeniser.
 */
const codes = (
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml ' +
  'cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am ' +
  'yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue minnan wuyu dialect zh/en en/zh common'
).split(' ');

/** Codes that have a token of their own, `<|en|>`. */
export const languageTokens: readonly string[] = codes.slice(0, 99);

const rows = new Map(codes.map((code, row) => [code, row]));
const common = codes.indexOf('common');

/** The row of the language embedding for a code, whatever its case; that of `common` for codes that have none. */
export function languageIndex(code: string): number {
  return rows.get(code.toLowerCase()) ?? common;
}
