import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  LSPErrorCodes,
  ResponseError,
  type ClientCapabilities,
  type CodeAction,
  type CompletionList,
  type Diagnostic,
  type Position,
  type PublishDiagnosticsParams,
  type Range,
  type SemanticTokens,
  type SemanticTokensDelta,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { lensCommands } from '../../language-server/features/codeLenses.ts';
import type { ColumnEncoding } from '../../language-server/ranges.ts';
import { edited, editOf, relativeEdit, script, type RelativeEdit } from '../grammar/scripts.ts';
import { property } from '../runs.ts';
import { join, type Joined } from './client.ts';
import { ClientDocument } from './clientDocument.ts';
import { meaning } from './meaning.ts';
import { scriptAt } from './scriptAt.ts';

const uri = 'untitled:fuzz.voice';
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };

/** How a client speaks: columns, and whether it pulls diagnostics or waits for them. */
interface Client {
  readonly encoding: ColumnEncoding;
  readonly pulls: boolean;
}

/** Something that a client does. Places are given as parts of the length of the text. */
type Step =
  | { readonly kind: 'edit'; readonly edits: readonly RelativeEdit[] }
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'ask'; readonly method: string; readonly at: number; readonly to: number }
  | { readonly kind: 'rename'; readonly at: number; readonly name: string }
  | { readonly kind: 'format'; readonly at: number; readonly to: number; readonly how: 'all' | 'range' | 'type' }
  | { readonly kind: 'act'; readonly at: number; readonly to: number; readonly pick: number }
  | { readonly kind: 'complete'; readonly at: number; readonly pick: number }
  | { readonly kind: 'tokens' };

/** Requests at a position, in a range, or about all of a script. */
const atPosition = [
  'textDocument/hover',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/documentHighlight',
  'textDocument/linkedEditingRange',
  'textDocument/selectionRange',
  'tableread/cueAt',
  'tableread/redirect',
];
const inRange = ['textDocument/codeAction', 'textDocument/inlayHint', 'textDocument/semanticTokens/range'];
const ofAll = [
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/documentLink',
  'textDocument/codeLens',
  'workspace/symbol',
  'tableread/cues',
  'tableread/status',
];

const part = fc.double({ min: 0, max: 1, noNaN: true });
const fronts = fc.constantFrom(
  '',
  '---\ncast:\n  MIRA: { draft: en, aliases: [M, "米 拉"] }\n  老周:\n    draft: zh\n    mood: terrified\nmoods:\n  terrified: afraid 0.6\n  low: terrified 0.4\nlexicon:\n  GIF: jif\n  银行: YIN2 HANG2\n---\n',
  '---\ntitle: x\nlanguage: zh\nmood: low\nmoods: { low: 悲伤 0.3, "close to tears": sad 0.4 }\ncast: { ＭＩＲＡ: {}, NARRATOR: { draft: en-gb } }\n---\r\n',
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(relativeEdit, { minLength: 1, maxLength: 3 }).map((edits): Step => ({ kind: 'edit', edits })),
  },
  fc.tuple(fronts, script).map(([front, text]): Step => ({ kind: 'replace', text: front + text })),
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...atPosition, ...inRange, ...ofAll), part, part)
      .map(([method, at, to]): Step => ({ kind: 'ask', method, at, to })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(part, fc.constantFrom('ZOE', '阿 芳', 'low', 'x', 'MIRA', 'SFX', 'NARRATOR', 'a: b', 'say "so"', 'yes'))
      .map(([at, name]): Step => ({ kind: 'rename', at, name })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(part, part, fc.constantFrom('all', 'range', 'type'))
      .map(([at, to, how]): Step => ({ kind: 'format', at, to, how })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(part, part, fc.nat(50)).map(([at, to, pick]): Step => ({ kind: 'act', at, to, pick })),
  },
  { weight: 2, arbitrary: fc.tuple(part, fc.nat(50)).map(([at, pick]): Step => ({ kind: 'complete', at, pick })) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'tokens' }) },
);

/** A client that knows what its document says, and checks every answer. */
class Fuzzer {
  readonly #joined: Joined;
  readonly #client: Client;
  readonly #pushed = new Map<number, (params: PublishDiagnosticsParams) => void>();
  #document: ClientDocument;
  #version = 0;
  #tokens: { resultId: string; data: number[] } | undefined;

  private constructor(joined: Joined, client: Client) {
    this.#joined = joined;
    this.#client = client;
    this.#document = new ClientDocument('', client.encoding);
    joined.client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#pushed.get(params.version ?? -1)?.(params);
    });
  }

  static async open(client: Client, text: string): Promise<Fuzzer> {
    const capabilities: ClientCapabilities = {
      general: { positionEncodings: [client.encoding] },
      textDocument: {
        ...(client.pulls ? { diagnostic: {} } : {}),
        rename: { prepareSupport: true },
        publishDiagnostics: { relatedInformation: true },
      },
    };
    const fuzzer = new Fuzzer(await join(capabilities, { commands: Object.values(lensCommands) }), client);
    await fuzzer.#open(text);
    return fuzzer;
  }

  get text(): string {
    return this.#document.text;
  }

  end(): void {
    this.#joined.end();
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'edit':
        return this.#edit(step.edits);
      case 'replace':
        return this.#set(step.text);
      case 'ask':
        await this.#ask(step.method, this.#params(step));
        return;
      case 'rename':
        return this.#rename(step.at, step.name);
      case 'format':
        return this.#format(step);
      case 'act':
        return this.#act(this.#range(step.at, step.to), step.pick);
      case 'complete':
        return this.#complete(this.#at(step.at), step.pick);
      case 'tokens':
        await this.#takeTokens();
        return;
    }
  }

  /** Everything that a server shows of a script by itself. */
  async state(): Promise<unknown> {
    const range = this.#document.whole;
    const asked: Record<string, unknown> = { tokens: await this.#takeTokens(), diagnostics: await this.#diagnostics() };
    for (const method of ofAll) asked[method] = await this.#ask(method, { textDocument, query: '' });
    asked['hints'] = await this.#ask('textDocument/inlayHint', { textDocument, range });
    asked['tokens of a range'] = await this.#ask('textDocument/semanticTokens/range', { textDocument, range });
    const names: unknown[] = [];
    for (const [line, text] of this.#document.text.split(/\r\n|\r|\n/).entries()) {
      const position = { line, character: /^\s/.test(text) ? 4 : 1 };
      if (this.#document.offset(position) === undefined) continue;
      names.push(await this.#ask('textDocument/references', { textDocument, position, context: declarations }));
    }
    return JSON.parse(JSON.stringify({ ...asked, names }, (key, value: unknown) => (key === 'version' ? 0 : value)));
  }

  /** Tokens as a client has them, deltas carried out, which must be what all tokens are. */
  async #takeTokens(): Promise<readonly number[]> {
    const before = this.#tokens;
    if (before !== undefined) {
      const answer = await this.#ask<SemanticTokens | SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
        textDocument,
        previousResultId: before.resultId,
      });
      const data = 'data' in answer ? [...answer.data] : [...before.data];
      for (const { start, deleteCount, data: put = [] } of 'edits' in answer ? answer.edits : []) {
        data.splice(start, deleteCount, ...put);
      }
      this.#tokens = { resultId: answer.resultId ?? '', data };
    }
    const whole = await this.#ask<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    if (this.#tokens !== undefined) expect(this.#tokens.data).toEqual(whole.data);
    this.#tokens = { resultId: whole.resultId ?? '', data: whole.data };
    this.#checkTokens(whole.data);
    return whole.data;
  }

  #checkTokens(data: readonly number[]): void {
    let line = 0;
    let column = 0;
    for (let at = 0; at < data.length; at += 5) {
      const [lines = 0, columns = 0, length = 0] = data.slice(at, at + 3);
      // Tokens never overlap: clients throw such away.
      if (at > 0 && lines === 0) expect(columns).toBeGreaterThanOrEqual(data[at - 3] ?? 0);
      column = lines === 0 ? column + columns : columns;
      line += lines;
      this.#checkRange({ start: { line, character: column }, end: { line, character: column + length } });
      expect(length).toBeGreaterThan(0);
    }
  }

  async #diagnostics(): Promise<readonly Diagnostic[]> {
    if (this.#client.pulls) {
      return (await this.#ask<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument })).items;
    }
    // Pushed for the text as it stands: a change that changes nothing asks for it anew.
    const version = ++this.#version;
    const pushed = new Promise<PublishDiagnosticsParams>((resolve) => this.#pushed.set(version, resolve));
    await this.#change([{ range: { start: zero, end: zero }, text: '' }]);
    const { diagnostics } = await pushed;
    this.#check(diagnostics);
    return diagnostics;
  }

  async #rename(at: number, newName: string): Promise<void> {
    const position = this.#at(at);
    const range = await this.#ask('textDocument/prepareRename', { textDocument, position }, true);
    const edit = await this.#ask<WorkspaceEdit | null>(
      'textDocument/rename',
      { textDocument, position, newName },
      true,
    );
    if (edit === null) return;
    expect(range).not.toBeNull();
    const after = this.#document.edited(editsOf(edit));
    const [was, is] = [this.text, after].map((text) => heard(text));
    expect(is, `${JSON.stringify(this.text)} renamed at ${JSON.stringify(position)} to ${newName}`).toEqual(was);
    await this.#set(after);
  }

  async #format({ at, to, how }: Extract<Step, { kind: 'format' }>): Promise<void> {
    const [method, params] =
      how === 'all'
        ? ['textDocument/formatting', {}]
        : how === 'range'
          ? ['textDocument/rangeFormatting', { range: this.#range(at, to) }]
          : ['textDocument/onTypeFormatting', { position: this.#at(at), ch: '\n' }];
    const edits = await this.#ask<TextEdit[] | null>(method, { textDocument, options, ...params });
    const after = this.#document.edited(edits ?? []);
    const [was, is] = [this.text, after].map((text) => meaning(scriptAt(text.replaceAll('‸', '')).script));
    expect(is).toEqual(was);
    await this.#set(after);
  }

  async #act(range: Range, pick: number): Promise<void> {
    const actions =
      (await this.#ask<CodeAction[] | null>('textDocument/codeAction', {
        textDocument,
        range,
        context: { diagnostics: [] },
      })) ?? [];
    for (const { title } of actions) expect(title).not.toMatch(/\{\{|undefined|NaN/);
    const action = actions[pick % Math.max(1, actions.length)];
    if (action?.edit !== undefined) await this.#set(this.#document.edited(editsOf(action.edit)));
  }

  async #complete(position: Position, pick: number): Promise<void> {
    const list = await this.#ask<CompletionList | null>('textDocument/completion', { textDocument, position });
    const items = list?.items ?? [];
    for (const { textEdit } of items) {
      // What is replaced lies on the cursor's line and holds the cursor.
      const { start, end } =
        textEdit !== undefined && 'range' in textEdit ? textEdit.range : { start: zero, end: zero };
      expect([start.line, end.line]).toEqual([position.line, position.line]);
      expect(start.character).toBeLessThanOrEqual(position.character);
      expect(end.character).toBeGreaterThanOrEqual(position.character);
    }
    expect(items.map(({ sortText }) => sortText)).toEqual(items.map(({ sortText }) => sortText).toSorted());
    const item = items[pick % Math.max(1, items.length)];
    if (item === undefined) return;
    await this.#ask('completionItem/resolve', item);
    if (item.textEdit !== undefined) await this.#set(this.#document.edited([item.textEdit as TextEdit]));
  }

  #params({ method, at, to }: Extract<Step, { kind: 'ask' }>): object {
    const position = this.#at(at);
    return {
      textDocument,
      position,
      positions: [position, this.#at(to)],
      range: this.#range(at, to),
      context: method.endsWith('codeAction') ? { diagnostics: [] } : declarations,
      direction: { weights: [0, 0.2, 0, 0, 0, 0, 0, 0], length: '2s', take: 2 },
      query: 'o',
    };
  }

  async #edit(edits: readonly RelativeEdit[]): Promise<void> {
    const changes: { range: Range; text: string }[] = [];
    for (const relative of edits) {
      const edit = editOf(relative, this.text.length);
      const [start, end] = [this.#document.snapped(edit.start), this.#document.snapped(edit.end)];
      changes.push({ range: this.#document.range(start, end), text: edit.newText });
      this.#document = new ClientDocument(
        edited(this.text, { start, end, newText: edit.newText }),
        this.#client.encoding,
      );
    }
    this.#version++;
    await this.#change(changes);
  }

  async #set(text: string): Promise<void> {
    this.#document = new ClientDocument(text, this.#client.encoding);
    this.#version++;
    await this.#change([{ text }]);
  }

  #change(contentChanges: readonly object[]): Promise<void> {
    return this.#joined.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: this.#version },
      contentChanges,
    });
  }

  async #open(text: string): Promise<void> {
    this.#document = new ClientDocument(text, this.#client.encoding);
    this.#version = 1;
    await this.#joined.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'voice', version: 1, text },
    });
  }

  /** @param mayRefuse a refusal in words for people is an answer, too; null then */
  async #ask<Result>(method: string, params: object, mayRefuse = false): Promise<Result> {
    try {
      const result: Result = await this.#joined.client.sendRequest(method, params);
      this.#check(result);
      return result;
    } catch (error) {
      const isRefusal = error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed;
      if (mayRefuse && isRefusal && error.message !== '') return null as Result;
      throw new Error(`${method} of ${JSON.stringify(this.text)} ${JSON.stringify(params)}`, { cause: error });
    }
  }

  /** Every position in an answer lies in the document, and no range is inverted. */
  #check(answer: unknown): void {
    if (typeof answer !== 'object' || answer === null) return;
    if (isPosition(answer)) this.#offsetOf(answer);
    if ('start' in answer && 'end' in answer && isPosition(answer.start) && isPosition(answer.end)) {
      this.#checkRange({ start: answer.start, end: answer.end });
    }
    if ('startLine' in answer && 'endLine' in answer) {
      const [first, last] = [Number(answer.startLine), Number(answer.endLine)];
      expect(first).toBeLessThan(last);
      this.#offsetOf({ line: last, character: 0 });
    }
    for (const value of Object.values(answer)) this.#check(value);
  }

  #checkRange({ start, end }: Range): void {
    expect(this.#offsetOf(start)).toBeLessThanOrEqual(this.#offsetOf(end));
  }

  #offsetOf(position: Position): number {
    const offset = this.#document.offset(position);
    if (offset === undefined) throw new Error(`${JSON.stringify(position)} is not in ${JSON.stringify(this.text)}`);
    return offset;
  }

  #at(share: number): Position {
    return this.#document.position(this.#document.snapped(Math.round(share * this.text.length)));
  }

  #range(a: number, b: number): Range {
    return { start: this.#at(Math.min(a, b)), end: this.#at(Math.max(a, b)) };
  }
}

const zero = { line: 0, character: 0 };
const declarations = { includeDeclaration: true };

function isPosition(value: unknown): value is Position {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

function editsOf({ changes, documentChanges }: WorkspaceEdit): readonly TextEdit[] {
  const inDocuments = (documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : []));
  return [...(changes?.[uri] ?? []), ...(inDocuments as TextEdit[])];
}

/** What a rename leaves as it is: how everything sounds and what is wrong, whatever things are called. */
function heard(text: string): unknown {
  const { entries, problems, moods, cast, timeline } = scriptAt(text.replaceAll('‸', '')).script.screenplay;
  return {
    entries: entries.map((entry) =>
      entry.kind === 'sound'
        ? [entry.path, entry.start.kind]
        : [entry.voice, entry.language, entry.length, entry.settings, entry.emotion, entry.sound, entry.start.kind],
    ),
    problems: problems.map(({ code }) => code).toSorted(),
    moods: [...moods.values()].map(({ emotion }) => emotion),
    cast: cast.map(({ voice, aliases }) => [voice, aliases.length]),
    starts: timeline.starts.length,
  };
}

test('any edits and requests: no error, every place in the document, the state of a fresh server', async () => {
  const client = fc.record({ encoding: fc.constantFrom('utf-16', 'utf-8'), pulls: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(client, fronts, script, fc.array(step, { maxLength: 8 }), async (speaks, front, text, steps) => {
      const long = await Fuzzer.open(speaks, front + text);
      try {
        for (const each of steps) await long.take(each);
        const fresh = await Fuzzer.open(speaks, long.text);
        try {
          expect(await long.state()).toEqual(await fresh.state());
        } finally {
          fresh.end();
        }
      } finally {
        long.end();
      }
    }),
    property(60, 20_000),
  );
});
