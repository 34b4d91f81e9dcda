import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type YAMLError } from 'yaml';
import type { MessageCode } from '../foundation/message.ts';
import type { ScreenplayCode } from './problemCodes.ts';

/** A value of YAML with its range in the text (offsets; `end` exclusive). Nothing in it is shared, named or tagged. */
export type YamlValue = YamlText | YamlMap | YamlList | YamlNothing;

interface Range {
  readonly start: number;
  readonly end: number;
}
export interface YamlText extends Range {
  readonly kind: 'text';
  readonly text: string;
  readonly type: 'text' | 'number' | 'truth';
  /** Where `text` starts in the source when it stands there letter for letter; undefined: escapes, folded lines. */
  readonly inner: number | undefined;
}
export interface YamlEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: YamlValue;
}
export interface YamlMap extends Range {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  /** `{ … }` */
  readonly flow: boolean;
}
export interface YamlList extends Range {
  readonly kind: 'list';
  readonly items: readonly YamlValue[];
}
export interface YamlNothing extends Range {
  readonly kind: 'nothing';
}

/** What is wrong with the YAML itself. */
export interface YamlFault extends Range {
  readonly code: ScreenplayCode;
  readonly values: Readonly<Record<string, string>>;
  readonly fix?: Range & { readonly newText: string };
  /** What the fix is called where its text alone does not tell; `replace` else. */
  readonly fixTitle?: { readonly title: MessageCode; readonly values: Readonly<Record<string, string>> };
}

/** Front matter needs four levels; what lies deeper is never looked at, so depth costs nothing and cannot overflow. */
const deepest = 6;

const faultCodes: Partial<Record<YAMLError['code'], ScreenplayCode>> = {
  BAD_INDENT: 'voice/yaml-indent',
  TAB_AS_INDENT: 'voice/yaml-tab',
  MISSING_CHAR: 'voice/yaml-unclosed',
  BAD_SCALAR_START: 'voice/yaml-start',
  BLOCK_AS_IMPLICIT_KEY: 'voice/yaml-colon',
  MULTILINE_IMPLICIT_KEY: 'voice/yaml-no-colon',
  BAD_DQ_ESCAPE: 'voice/yaml-backslash',
  MULTIPLE_DOCS: 'voice/yaml-documents',
  TAG_RESOLVE_FAILED: 'voice/yaml-tag',
};

/**
 * Reads YAML 1.2 (`yaml` package) as plain values. Never throws. Anchors, aliases, tags, merge keys and repeated keys are
 * faults: front matter needs none of them, and aliases can make a short text huge. At most one fault of each code; after
 * a fault of syntax the values are what could still be read.
 */
export function readYaml(text: string): { readonly root: YamlValue; readonly faults: readonly YamlFault[] } {
  // `yaml` goes down by recursion. Near the end of the stack even compiling a regular expression kills the process, so what
  // is far too deep never gets there.
  if (isFarTooDeep(text)) {
    const fault: YamlFault = { ...deepestLine(text), code: 'voice/yaml-deep', values: {} };
    return { root: { kind: 'nothing', start: 0, end: text.length }, faults: [fault] };
  }
  const document = parseDocument(text, {
    version: '1.2',
    merge: false,
    // Quadratic in `yaml`; checked below.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const faults = new Map<ScreenplayCode, YamlFault>();
  const [error] = document.errors;
  const report = (fault: YamlFault): void => {
    // After a fault of syntax, a key without a name is what the parser made of the rest.
    if (fault.code === 'voice/yaml-key' && error !== undefined) return;
    if (!faults.has(fault.code)) faults.set(fault.code, fault);
  };

  if (error !== undefined) report(syntaxFault(error, text));
  const root = readNode(document.contents, { start: 0, end: text.length }, 0, report);
  return { root, faults: [...faults.values()] };
}

function syntaxFault(error: YAMLError, text: string): YamlFault {
  // The depth at which the parser gives up depends on the machine, so the place must not: the line where it started.
  if (error.code === 'RESOURCE_EXHAUSTION') return { ...deepestLine(text), code: 'voice/yaml-deep', values: {} };

  const [start, end] = [Math.min(error.pos[0], text.length), Math.min(error.pos[1], text.length)];
  const lineStart = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const lineEnd = endOfLine(text, start);
  const wide = wideColon(text, { start: lineStart, end: lineEnd });
  if (wide !== undefined) return wide;
  const mark = wideMark(text, { start: lineStart, end: lineEnd });
  if (mark !== undefined) return mark;

  // A bracket that is not closed goes on over lines that are not indented enough.
  const isOpen = error.code === 'BAD_INDENT' && error.message.includes('end with');
  const code = isOpen ? 'voice/yaml-unclosed' : (faultCodes[error.code] ?? 'voice/yaml-syntax');
  const fault = { code, values: {}, start, end };
  if (code === 'voice/yaml-no-colon') {
    // The key that runs on over lines may have its colon, only not the right one.
    const above = wideColon(text, { start, end });
    if (above !== undefined) return above;
    const shown = /\S.*/.exec(text.slice(start, endOfLine(text, start)));
    return { ...fault, end: start + (shown === null ? 1 : shown[0].trimEnd().length) };
  }
  if (code === 'voice/yaml-tab') {
    const tabs = /^[\t ]*/.exec(text.slice(lineStart))?.[0] ?? '';
    const newText = tabs.replaceAll('\t', '  ');
    const fixTitle = { title: 'fix/indent' as const, values: { spaces: '␣'.repeat(newText.length) } };
    return { ...fault, fix: { start: lineStart, end: lineStart + tabs.length, newText }, fixTitle };
  }
  if (code === 'voice/yaml-start' || code === 'voice/yaml-colon') {
    const value = text.slice(start, lineEnd).trimEnd();
    return { ...fault, fix: { start, end: start + value.length, newText: JSON.stringify(value) } };
  }
  if (code === 'voice/yaml-backslash') return { ...fault, fix: { start, end: start + 1, newText: '/' } };
  return fault;
}

const asciiMarks: Readonly<Record<string, string>> = {
  '，': ', ',
  '、': ', ',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
};

/** A full-width mark in a line with brackets, outside of quotes. */
function wideMark(text: string, { start, end }: Range): YamlFault | undefined {
  const line = text.slice(start, end).replace(/"[^"]*"|'[^']*'|#.*/g, (skipped) => ' '.repeat(skipped.length));
  const at = /[[{｛［【]/.test(line) ? line.search(/[，、｛｝［］【】]/) : -1;
  if (at === -1) return undefined;
  const mark = line.charAt(at);
  const range = { start: start + at, end: start + at + 1 };
  const newText = /\s/.test(line.charAt(at + 1)) ? (asciiMarks[mark] ?? '').trim() : (asciiMarks[mark] ?? '');
  return {
    code: 'voice/yaml-wide-mark',
    values: { mark, meant: newText.trim() },
    ...range,
    fix: { ...range, newText },
  };
}

/** A full-width colon after what looks like a key, in the first line of a range that has one. */
export function wideColon(text: string, range: Range): YamlFault | undefined {
  let lineStart = range.start;
  for (const line of text.slice(range.start, range.end).split('\n')) {
    const wide = /^[^"'#:]*?：/u.exec(line);
    if (wide !== null && !/^[^#]*:(?:\s|$)/.test(line)) return wideColonAt(lineStart + wide[0].length - 1, text);
    lineStart += line.length + 1;
  }
  return undefined;
}

function wideColonAt(at: number, text: string): YamlFault {
  const newText = /\s/.test(text[at + 1] ?? '\n') ? ':' : ': ';
  return {
    code: 'voice/yaml-wide-colon',
    values: {},
    start: at,
    end: at + 1,
    fix: { start: at, end: at + 1, newText },
  };
}

/** Whether brackets or indentation go deeper than any stack should: 500 levels, where front matter needs four. */
function isFarTooDeep(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[{}\]]/g)) {
    open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (open > 500) return true;
  }
  return /^[ \t?:-]{500}/m.test(text);
}

/** The first stretch of brackets or dashes that nests too deeply, at most a line. */
function deepestLine(text: string): Range {
  const nest = /(?:[[{]\s*){64}|(?:[-?] ){64}/.exec(text);
  const start = nest?.index ?? Math.max(0, text.search(/\S/));
  return { start, end: Math.min(endOfLine(text, start), start + 64) };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

type Report = (fault: YamlFault) => void;

function readNode(node: unknown, around: Range, depth: number, report: Report): YamlValue {
  if (node === null || node === undefined || depth > deepest) return { kind: 'nothing', ...around };
  const range = rangeOf(node as Node, around);
  if (isAlias(node)) {
    report({ code: 'voice/yaml-alias', values: {}, ...range });
    return { kind: 'nothing', ...range };
  }
  const { tag } = node as Node & { tag?: string };
  if (tag !== undefined) report({ code: 'voice/yaml-tag', values: { tag }, ...range });
  if (isScalar(node)) {
    if (node.value === null) return { kind: 'nothing', ...range };
    const type = typeof node.value === 'number' ? 'number' : typeof node.value === 'boolean' ? 'truth' : 'text';
    const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const length = range.end - range.start - (quoted ? 2 : 0);
    const verbatim = (quoted || node.type === 'PLAIN') && length === text.length;
    return { kind: 'text', text, type, inner: verbatim ? range.start + (quoted ? 1 : 0) : undefined, ...range };
  }
  if (isMap(node)) return readMap(node.items, node.flow === true, range, depth, report);
  if (isSeq(node)) {
    const items = node.items.map((item) => readNode(item, range, depth + 1, report));
    return { kind: 'list', items, ...range };
  }
  return { kind: 'nothing', ...range };
}

function readMap(
  pairs: readonly { readonly key: unknown; readonly value: unknown }[],
  flow: boolean,
  range: Range,
  depth: number,
  report: Report,
): YamlMap {
  const entries: YamlEntry[] = [];
  const seen = new Set<string>();
  for (const { key: keyNode, value } of pairs) {
    const keyRange = rangeOf(keyNode as Node, range);
    if (!isScalar(keyNode) || keyNode.value === null || keyNode.tag !== undefined) {
      report({ code: 'voice/yaml-key', values: {}, ...keyRange });
      continue;
    }
    const key = typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? '');
    if (key === '<<') {
      report({ code: 'voice/yaml-merge', values: {}, ...keyRange });
      continue;
    }
    if (seen.has(key)) {
      report({ code: 'voice/yaml-twice', values: { key }, ...keyRange });
      continue;
    }
    seen.add(key);
    const after = { start: keyRange.end, end: keyRange.end };
    entries.push({ key, keyRange, value: readNode(value, after, depth + 1, report) });
  }
  return { kind: 'map', entries, flow, ...range };
}

function rangeOf(node: Node | null | undefined, around: Range): Range {
  const range = node?.range;
  return range === null || range === undefined ? around : { start: range[0], end: range[1] };
}
