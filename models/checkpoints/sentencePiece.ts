import { TablereadError } from '../../foundation/tablereadError.ts';

/** What a piece is, by the numbers of the file format. */
export type PieceKind = 'normal' | 'unknown' | 'control' | 'user' | 'unused' | 'byte';

export interface SentencePiece {
  readonly text: string;
  /** Natural logarithm of the probability; user-defined pieces keep a 0 that means nothing. */
  readonly score: number;
  readonly kind: PieceKind;
}

/** A SentencePiece Unigram model: pieces by id, and how text is normalised before they are looked up. */
export interface SentencePieceModel {
  readonly pieces: readonly SentencePiece[];
  readonly unknownId: number;
  readonly addDummyPrefix: boolean;
  readonly removeExtraWhitespace: boolean;
  /** Trie and replacements of the normalisation (`nmt_nfkc` …) as compiled into the file; empty = none. */
  readonly characterMap: CharacterMap | undefined;
}

/** A double array (darts-clone) over UTF-8 bytes, and the replacements that its values point into. */
export interface CharacterMap {
  readonly trie: Uint32Array;
  /** UTF-8, each ended by a zero byte. */
  readonly replacements: Uint8Array;
}

const kinds: readonly (PieceKind | undefined)[] = [undefined, 'normal', 'unknown', 'control', 'user', 'unused', 'byte'];
const unigram = 1;
const modelTypes: readonly string[] = ['', 'Unigram', 'BPE', 'word', 'char'];

/**
 * Reads a SentencePiece model file (a protobuf `ModelProto`): pieces, type of the trainer, normaliser.
 * Errors: `tokenizer/sentencepiece-damaged` with the byte, `tokenizer/sentencepiece-kind` for anything but Unigram, and
 * for what Unigram models of this product do not have (byte fallback, whitespace as suffix).
 * Source: sentencepiece_model.proto of SentencePiece.
 */
export function readSentencePieceModel(file: string, content: Uint8Array): SentencePieceModel {
  const pieces: SentencePiece[] = [];
  let modelType = unigram;
  let addDummyPrefix = true;
  let removeExtraWhitespace = true;
  let escapeWhitespace = true;
  let byteFallback = false;
  let suffixWhitespace = false;
  let compiled: Uint8Array = new Uint8Array();
  for (const model of fields(file, content)) {
    if (model.number === 1) pieces.push(readPiece(file, model));
    if (model.number === 2) {
      for (const field of fields(file, bytesOf(file, model), model.at)) {
        if (field.number === 3) modelType = field.integer;
        if (field.number === 24) suffixWhitespace = field.integer !== 0;
        if (field.number === 35) byteFallback = field.integer !== 0;
      }
    }
    if (model.number === 3) {
      for (const field of fields(file, bytesOf(file, model), model.at)) {
        if (field.number === 2) compiled = bytesOf(file, field);
        if (field.number === 3) addDummyPrefix = field.integer !== 0;
        if (field.number === 4) removeExtraWhitespace = field.integer !== 0;
        if (field.number === 5) escapeWhitespace = field.integer !== 0;
      }
    }
  }
  const kind = modelTypes[modelType] ?? `type ${modelType}`;
  if (modelType !== unigram) throw new TablereadError('tokenizer/sentencepiece-kind', { file, kind });
  if (byteFallback) throw new TablereadError('tokenizer/sentencepiece-kind', { file, kind: `${kind} + byte_fallback` });
  if (suffixWhitespace || !escapeWhitespace) {
    throw new TablereadError('tokenizer/sentencepiece-kind', { file, kind: `${kind} + treat_whitespace_as_suffix` });
  }
  const unknownId = pieces.findIndex((piece) => piece.kind === 'unknown');
  if (unknownId < 0) throw new TablereadError('tokenizer/sentencepiece-damaged', { file, at: content.length });
  const characterMap = compiled.length === 0 ? undefined : readCharacterMap(file, compiled);
  return { pieces, unknownId, addDummyPrefix, removeExtraWhitespace, characterMap };
}

function readPiece(file: string, field: Field): SentencePiece {
  let text: string | undefined;
  let score = 0;
  let kind: PieceKind | undefined = 'normal';
  for (const part of fields(file, bytesOf(file, field), field.at)) {
    if (part.number === 1) text = utf8(file, part);
    if (part.number === 2) score = part.float;
    if (part.number === 3) kind = kinds[part.integer];
  }
  if (text === undefined || text === '' || kind === undefined || Number.isNaN(score)) throw damaged(file, field.at);
  return { text, score, kind };
}

/** Four bytes with the size of the trie, the trie, the replacements. */
function readCharacterMap(file: string, compiled: Uint8Array): CharacterMap {
  const view = new DataView(compiled.buffer, compiled.byteOffset, compiled.byteLength);
  const size = compiled.length < 4 ? NaN : view.getUint32(0, true);
  if (!(size % 4 === 0 && size > 0 && size <= compiled.length - 4)) throw damaged(file, compiled.byteOffset);
  const trie = new Uint32Array(size / 4);
  for (let unit = 0; unit < trie.length; unit++) trie[unit] = view.getUint32(4 + unit * 4, true);
  return { trie, replacements: compiled.slice(4 + size) };
}

/** One field of a protobuf message. */
interface Field {
  readonly number: number;
  /** Byte of the file where its value starts. */
  readonly at: number;
  /** Value of a varint field, else NaN. */
  readonly integer: number;
  /** Value of a 32-bit field, else NaN. */
  readonly float: number;
  /** Content of a field with a length. */
  readonly bytes: Uint8Array | undefined;
}

/** The fields of a message, in order. `origin` is where the message starts in the file. */
function* fields(file: string, message: Uint8Array, origin = 0): Generator<Field> {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  let at = 0;
  const varint = (): number => {
    let value = 0;
    // Ten bytes hold 64 bits; more is no varint.
    for (let i = 0, scale = 1; i < 10; i++, scale *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw damaged(file, origin + at);
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw damaged(file, origin + at);
  };
  while (at < message.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    const plain = { number, integer: NaN, float: NaN, bytes: undefined };
    const length = lengthOf(key % 8, varint);
    if (length === undefined) throw damaged(file, origin + at);
    if (length.value !== undefined) {
      yield { ...plain, at: origin + at, integer: length.value };
      continue;
    }
    if (!(length.bytes <= message.length - at)) throw damaged(file, origin + at);
    const start = at;
    at += length.bytes;
    if (key % 8 === 5) yield { ...plain, at: origin + start, float: view.getFloat32(start, true) };
    else yield { ...plain, at: origin + start, bytes: message.subarray(start, at) };
  }
}

/** The value of a varint field, or the length of what follows; undefined for wire types that are not in use. */
function lengthOf(
  wireType: number,
  varint: () => number,
): { readonly value: number; readonly bytes: 0 } | { readonly value?: undefined; readonly bytes: number } | undefined {
  switch (wireType) {
    case 0:
      return { value: varint(), bytes: 0 };
    case 1:
      return { bytes: 8 };
    case 2:
      return { bytes: varint() };
    case 5:
      return { bytes: 4 };
    default:
      return undefined;
  }
}

function bytesOf(file: string, field: Field): Uint8Array {
  if (field.bytes === undefined) throw damaged(file, field.at);
  return field.bytes;
}

function utf8(file: string, field: Field): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(file, field));
  } catch (cause) {
    throw damaged(file, field.at, cause);
  }
}

function damaged(file: string, at: number, cause?: unknown): TablereadError {
  return new TablereadError('tokenizer/sentencepiece-damaged', { file, at }, { cause });
}
