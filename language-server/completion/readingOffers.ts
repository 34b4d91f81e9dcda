import { CompletionItemKind } from 'vscode-languageserver/node';
import { message } from '../../foundation/message.ts';
import type { Span } from '../../grammar/index.ts';
import type { Script } from '../script.ts';
import { says, type Offer } from './offer.ts';

/** Readings of a Chinese text: how each character may be read, the usual reading in this text first. Tone digits 1–5, `v` for ü. */
export type PinyinReadings = (written: string) => readonly (readonly string[])[];

/** Most readings of a text that are offered. */
const mostReadings = 24;

/**
 * Pinyin for a text of Chinese characters, the usual reading first; then each other reading of each character. `span` is
 * the whole right side, `after` the line behind the cursor.
 */
export function pinyinOffers(
  script: Script,
  written: string,
  after: string,
  span: Span,
  readings: PinyinReadings,
): Offer[] {
  const characters = readings(written);
  const usual = characters.map(([first]) => first ?? '');
  if (usual.length === 0 || usual.includes('')) return [];
  const all = new Set([usual.join(' ')]);
  for (const [index, others] of characters.entries()) {
    for (const other of others) all.add(usual.with(index, other).join(' '));
  }
  const close = closing(after);
  return [...all].slice(0, mostReadings).map((reading, index) => ({
    label: reading.toUpperCase(),
    kind: CompletionItemKind.Value,
    insert: `${reading.toUpperCase()}${close}`,
    filter: reading.toUpperCase(),
    span,
    detail: index === 0 ? message('lsp/complete-usual-reading', {}, script.locale).text : '',
    ...says('lsp/about-pinyin'),
  }));
}

/** The phones of the CMU Pronouncing Dictionary with a word for each (its documentation's own list). */
const phones: readonly (readonly [phone: string, word: string])[] = [
  ['AA', 'odd'],
  ['AE', 'at'],
  ['AH', 'hut'],
  ['AO', 'ought'],
  ['AW', 'cow'],
  ['AY', 'hide'],
  ['EH', 'Ed'],
  ['ER', 'hurt'],
  ['EY', 'ate'],
  ['IH', 'it'],
  ['IY', 'eat'],
  ['OW', 'oat'],
  ['OY', 'toy'],
  ['UH', 'hood'],
  ['UW', 'two'],
  ['B', 'be'],
  ['CH', 'cheese'],
  ['D', 'dee'],
  ['DH', 'thee'],
  ['F', 'fee'],
  ['G', 'green'],
  ['HH', 'he'],
  ['JH', 'gee'],
  ['K', 'key'],
  ['L', 'lee'],
  ['M', 'me'],
  ['N', 'knee'],
  ['NG', 'ping'],
  ['P', 'pee'],
  ['R', 'read'],
  ['S', 'sea'],
  ['SH', 'she'],
  ['T', 'tea'],
  ['TH', 'theta'],
  ['V', 'vee'],
  ['W', 'we'],
  ['Y', 'yield'],
  ['Z', 'zee'],
  ['ZH', 'seizure'],
];
const vowels = 15;

/** CMU phones, vowels with each stress: what stands between spaces is one of them. */
export function phoneOffers({ locale }: Script): Offer[] {
  return phones.flatMap(([phone, word], index): Offer[] => {
    const detail = message('lsp/complete-phone', { word }, locale).text;
    const forms = index < vowels ? [`${phone}1`, `${phone}0`, `${phone}2`] : [phone];
    return forms.map((label) => ({ label, kind: CompletionItemKind.Value, detail, ...says('lsp/about-phones') }));
  });
}

function closing(after: string): string {
  return /^[^<>]*>/.test(after) || after.startsWith('>') ? '' : '>';
}
