import { parse, YAMLParseError } from 'yaml';
import { TablereadError } from '../../foundation/tablereadError.ts';
import type { NormalisedLanguage } from './textNormaliser.ts';

/** How terms are read: one reading for all languages, or one for each. */
export type Glossary = ReadonlyMap<string, string | Readonly<Partial<Record<NormalisedLanguage, string>>>>;

/**
 * Reads a glossary file: a YAML mapping `term: reading` or `term: { zh: …, en: … }`.
 * Errors: `text/glossary-damaged` with the line, `text/glossary-entry` with the term.
 */
export function readGlossary(file: string, content: string): Glossary {
  let tree: unknown;
  try {
    // Aliases can blow a small file up; no glossary needs them.
    tree = parse(content, { maxAliasCount: 0 });
  } catch (cause) {
    const line = cause instanceof YAMLParseError ? (cause.linePos?.[0].line ?? 1) : 1;
    throw new TablereadError('text/glossary-damaged', { file, line }, { cause });
  }
  if (tree === null || tree === undefined) return new Map();
  if (typeof tree !== 'object' || Array.isArray(tree))
    throw new TablereadError('text/glossary-damaged', { file, line: 1 });
  return new Map(Object.entries(tree).map(([term, value]) => [term, reading(file, term, value)]));
}

/**
 * Replaces every term of the glossary by its reading, longest terms first, whatever their case. A term without a reading
 * in this language stays. A reading may itself hold a shorter term, which is then replaced too (as in the original).
 */
export function applyGlossary(text: string, glossary: Glossary, language: NormalisedLanguage): string {
  let result = text;
  const terms = [...glossary].sort(([a], [b]) => Array.from(b).length - Array.from(a).length);
  for (const [term, entry] of terms) {
    const spoken = typeof entry === 'string' ? entry : (entry[language] ?? term);
    result = result.replace(new RegExp(literal(term), 'giu'), () => spoken);
  }
  return result;
}

function reading(file: string, term: string, value: unknown): string | Partial<Record<NormalisedLanguage, string>> {
  if (typeof value === 'string') return value;
  const fail = (): never => {
    throw new TablereadError('text/glossary-entry', { file, term });
  };
  if (term === '' || typeof value !== 'object' || value === null || Array.isArray(value)) return fail();
  const result: Partial<Record<NormalisedLanguage, string>> = {};
  for (const [language, spoken] of Object.entries(value)) {
    if ((language !== 'zh' && language !== 'en') || typeof spoken !== 'string') return fail();
    result[language] = spoken;
  }
  return result;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
