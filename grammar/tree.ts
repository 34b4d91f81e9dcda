import type { MessageCode, MessageValues } from '../foundation/message.ts';

/** UTF-16 offsets from the start of a line's text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A piece of text and where it stands, without the space and the quotes around it. `value` is as written where people
 * read it (names, titles, words, paths, spoken text); keywords and values of settings have full-width forms folded.
 */
export interface Word extends Span {
  readonly value: string;
}

/** A number and where it stands. */
export interface Figure extends Span {
  readonly value: number;
}

/** A mistake of form. It marks the smallest span and never reaches another line. */
export interface Mistake extends Span {
  readonly code: MessageCode;
  readonly values: MessageValues;
  readonly severity: 'error' | 'warning';
  readonly fixes: readonly MistakeFix[];
}

/** A fix of a mistake of form: replacements within the same line. */
export interface MistakeFix {
  readonly title: MessageCode;
  readonly values: MessageValues;
  readonly edits: readonly (Span & { readonly newText: string })[];
}

interface LineBase {
  /** The line as it stands in the file, without its ending (a byte-order mark on line 1 included). */
  readonly text: string;
  readonly ending: '' | '\n' | '\r\n' | '\r';
  readonly mistakes: readonly Mistake[];
}

/** `---`: opens the front matter on line 1, or closes it. */
export interface FenceLine extends LineBase {
  readonly kind: 'fence';
  readonly opens: boolean;
}
/** A line of YAML between the fences. */
export interface FrontMatterLine extends LineBase {
  readonly kind: 'frontMatter';
}
/** `#`, `##`, `###`: chapter, scene, beat. */
export interface HeadingLine extends LineBase {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly title: Word;
}
/** `>`: not spoken. */
export interface ActionLine extends LineBase {
  readonly kind: 'action';
  readonly content: Word;
}
/** `//`; `// tableread-ignore CODE …` silences problems with these codes on the next line. */
export interface CommentLine extends LineBase {
  readonly kind: 'comment';
  readonly content: Word;
  readonly ignores: readonly Word[];
}
/** `~ 1.2s`. Without a readable duration there is a mistake. */
export interface PauseLine extends LineBase {
  readonly kind: 'pause';
  /** Seconds, negative too. */
  readonly seconds: Figure | undefined;
}
/** `! rain.wav [at +0.5s] (gain -6dB) (under)`. */
export interface SoundLine extends LineBase {
  readonly kind: 'sound';
  readonly path: Word | undefined;
  readonly groups: readonly (WhenGroup | SoundOptions)[];
}
/** `@language zh`. What a value means is the screenplay's business; `name` is folded to its ASCII, lower-case form. */
export interface SettingLine extends LineBase {
  readonly kind: 'setting';
  readonly name: Word;
  readonly value: Word;
}
/** `NAME (how) [when]: text`; also `: text` and `(how): text`. */
export interface CueLine extends LineBase {
  readonly kind: 'cue';
  /** As written, trimmed; undefined: no name. Compare names with `nameKey`. */
  readonly name: Word | undefined;
  /** In the order written. */
  readonly groups: readonly (HowGroup | WhenGroup)[];
  readonly colon: Span;
  readonly spoken: readonly Inline[];
}
/**
 * A line that goes on with the cue above. `orphan`: there is none (a mistake stands on the line). Below a line that could
 * not be read it is no orphan: it goes on with that line, whatever it was to be.
 */
export interface ContinuationLine extends LineBase {
  readonly kind: 'continuation';
  readonly spoken: readonly Inline[];
  readonly orphan: boolean;
}
export interface BlankLine extends LineBase {
  readonly kind: 'blank';
}
/** Anything else: an error on that line alone. */
export interface UnknownLine extends LineBase {
  readonly kind: 'unknown';
}

export type Line =
  | FenceLine
  | FrontMatterLine
  | HeadingLine
  | ActionLine
  | CommentLine
  | PauseLine
  | SoundLine
  | SettingLine
  | CueLine
  | ContinuationLine
  | BlankLine
  | UnknownLine;

/** `( … )` of a cue; the span includes the brackets. */
export interface HowGroup extends Span {
  readonly kind: 'how';
  readonly items: readonly HowItem[];
}

/** One item of `( … )` or of an inline `{ … }`. Whether words name an emotion or a mood is the screenplay's business. */
export type HowItem = Span &
  (
    | { readonly form: 'words'; readonly words: Word; readonly quoted: boolean; readonly strength: Figure | undefined }
    | { readonly form: 'vector'; readonly weights: readonly number[] }
    | { readonly form: 'like'; readonly path: Word; readonly strength: Figure | undefined }
    | { readonly form: 'auto'; readonly strength: Figure | undefined }
    | { readonly form: 'random' }
    | {
        readonly form: 'setting';
        readonly name: 'seed' | 'take' | 'language' | 'voice' | 'engine' | 'id';
        readonly value: Word;
      }
    /** How screenplays mark who is not seen, or not only heard: `V.O.`, `O.S.`, `CONT'D`, 画外音, 内心独白. */
    | { readonly form: 'convention'; readonly words: Word }
    /** Fits no row; a mistake stands on the line. */
    | { readonly form: 'mistake' }
  );

/** `[ … ]` of a cue or a sound; the span includes the brackets. `time` undefined: a mistake stands on the line. */
export interface WhenGroup extends Span {
  readonly kind: 'when';
  readonly time: Time | undefined;
}

/** A time code as written. Frames need the script's `fps`, so seconds are worked out by the screenplay (`timeCodeSeconds`). */
export interface TimeCode extends Span {
  readonly negative: boolean;
  /** Hours, minutes and seconds summed up, fraction included (without frames). */
  readonly seconds: number;
  readonly frames: number | undefined;
  readonly dropFrame: boolean;
}

export type Time = Span &
  (
    | { readonly form: 'exact'; readonly seconds: number }
    | { readonly form: 'factor'; readonly factor: number }
    | { readonly form: 'tokens'; readonly tokens: number }
    | { readonly form: 'most'; readonly seconds: number }
    | { readonly form: 'at'; readonly at: TimeCode }
    | { readonly form: 'atOffset'; readonly seconds: number }
    | { readonly form: 'atMark'; readonly mark: Word; readonly seconds: number }
    | { readonly form: 'window'; readonly from: TimeCode; readonly to: TimeCode }
  );

/** `(gain -6dB)`, `(under)` of a sound. */
export interface SoundOptions extends Span {
  readonly kind: 'options';
  readonly gain: Figure | undefined;
  readonly under: boolean;
}

/** What stands in spoken text, in order, covering all of it but the space before it (after colon or indentation). */
export type Inline = Span &
  (
    | { readonly kind: 'text'; readonly value: string }
    /** `\x`: the mark itself. */
    | { readonly kind: 'escape'; readonly value: string }
    /** `{pause 400ms}`, `{beat}`. */
    | { readonly kind: 'pause'; readonly seconds: number }
    /** `{angry 0.5}`: the rest of the cue in this manner. `{}` is a manner without items: back to the cue's own. */
    | { readonly kind: 'manner'; readonly items: readonly HowItem[] }
    | { readonly kind: 'mark'; readonly name: Word }
    | { readonly kind: 'pronunciation'; readonly written: Word; readonly says: Word }
    /** `*never*`; the stars belong to the span, the inlines lie between them. */
    | { readonly kind: 'stress'; readonly spoken: readonly Inline[] }
    | { readonly kind: 'note'; readonly value: string }
    /** Could not be read; a mistake stands on the line. */
    | { readonly kind: 'mistake' }
  );

/** A whole script. Lines are immutable and keep their identity through `reparse` while they stay as they are. */
export interface Tree {
  readonly lines: readonly Line[];
  /** How many lines belong to the front matter, both fences included; 0: there is none. */
  readonly frontMatterLines: number;
}

/** A change of the text: UTF-16 offsets into the text before it. */
export interface Edit extends Span {
  readonly newText: string;
}
