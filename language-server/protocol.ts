import {
  NotificationType,
  RequestType,
  type Position,
  type Range,
  type TextDocumentIdentifier,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { Cue, Origin, RenderSettings, Weights } from '../screenplay/index.ts';

/** What a client may say in `initialize` besides the protocol's own. */
export interface InitializationOptions {
  /** The workspace is trusted: paths outside it may be looked at. Missing: not trusted. */
  readonly trusted?: boolean;
  /** Language for people, before `InitializeParams.locale`. */
  readonly locale?: string;
  /** Commands that the client carries out; code lenses are made only for these. */
  readonly commands?: readonly string[];
}

/** Settings of the section `tableread` that the server reads. */
export interface ServerSettings {
  readonly engine: string;
  /** They stand in where a script sets nothing. */
  readonly render: Partial<RenderSettings>;
  readonly inlayHints: { readonly length: boolean; readonly start: boolean; readonly emotion: boolean };
}

export const defaultServerSettings: ServerSettings = {
  engine: 'draft',
  render: {},
  inlayHints: { length: true, start: true, emotion: true },
};

/** The client says that the workspace has become trusted (or is not any more). */
export const trustNotification = new NotificationType<{ readonly trusted: boolean }>('tableread/trust');

/** A cue as the editor's views need it. */
export interface CueEntry {
  /** Stays with the cue when others move; unique in the script. */
  readonly id: string;
  /** Name as in the cast, else as first written; the narrator's for narration. */
  readonly speaker: string;
  /** What a reader reads: without notes, stars, marks and pauses. */
  readonly text: string;
  /** From the start of its line to the end of its last continuation. */
  readonly range: Range;
  /** Index into `CueList.sections`. */
  readonly section: number;
  /** False: it has an error and is not rendered, or nobody speaks it. */
  readonly sound: boolean;
  /** Covers all that can be heard of it: takes are kept by it. */
  readonly digest: string;
  /** Predicted start on the timeline of the script, seconds. */
  readonly start: number;
  /** Length in seconds: that of its take, else predicted. */
  readonly seconds: number;
  /** True: `seconds` is that of a take. */
  readonly measured: boolean;
}

/** `data` of the lens on a cue: a client may tell it there. */
export interface LensData {
  /** Predicted start on the timeline of the script, seconds. */
  readonly start: number;
  /** Length in seconds: that of its take, else predicted. */
  readonly seconds: number;
  /** True: `seconds` is that of a take. */
  readonly measured: boolean;
}

/** A heading and what stands under it; the first is the script itself. */
export interface SectionEntry {
  readonly title: string;
  /** 0: the script, 1: chapter, 2: scene, 3: beat. */
  readonly level: 0 | 1 | 2 | 3;
  /** From the heading to the last line under it, sections of a lower level included. */
  readonly range: Range;
  /** Index of the section it stands in; null: the script. */
  readonly parent: number | null;
}

/** `version` is that of the document which the ranges are of. Cues and sections go in the order of the text. */
export interface CueList {
  readonly version: number;
  readonly sections: readonly SectionEntry[];
  readonly cues: readonly CueEntry[];
}

/** All cues of a script with their ranges; null: the document is not open. */
export const cuesRequest = new RequestType<{ readonly textDocument: TextDocumentIdentifier }, CueList | null, void>(
  'tableread/cues',
);

/** The cue at a position with everything resolved; its nodes of the tree left out. */
export interface ResolvedCue extends CueEntry {
  readonly direction: Pick<Cue, 'emotion' | 'language' | 'voice' | 'settings' | 'length'>;
  /** Where its emotion comes from; anything but `line`: a direction editor shows it as inherited. */
  readonly emotionFrom: Origin['from'];
  /** The mood that the line names as its emotion; null: none, or more than that. */
  readonly mood: string | null;
  /** Moods that the line could name. */
  readonly moods: readonly string[];
}

/** The cue on the line (or continuation) of a position; null: another kind of line. */
export const cueAtRequest = new RequestType<
  { readonly textDocument: TextDocumentIdentifier; readonly position: Position },
  ResolvedCue | null,
  void
>('tableread/cueAt');

/**
 * What a direction editor changes of a cue's own line; what is missing stays as it is, `null` takes it out of the line. Of
 * `mood`, `weights`, `words`, `recording` and `auto` the first that is given counts: a line has one source of emotion, the
 * others go.
 */
export interface Direction {
  /** A mood of the script, by its name. */
  readonly mood?: string;
  /** The eight weights in the order of `emotions`, 0–1. A sum above 0.8 is written rescaled to 0.8, as it is heard. */
  readonly weights?: Weights | null;
  /** Described in words, strength 0–1. */
  readonly words?: { readonly words: string; readonly strength: number } | null;
  /** Like a recording, path as scripts write it, strength 0–1. */
  readonly recording?: { readonly path: string; readonly strength: number } | null;
  /** The line's own words decide, strength 0–1. */
  readonly auto?: { readonly strength: number } | null;
  /** As it would stand between `[` and `]`: `2.4s`, `0.9x`, `max 3s`, `0:12.5 - 0:15`. */
  readonly length?: string | null;
  /** The n-th alternative reading, from 1; 1 takes it out of the line, as `null` does. */
  readonly take?: number | null;
  /** Name of the cue (letters, digits, `-`, `_`): it keeps it whatever its words become. */
  readonly id?: string | null;
}

/** The smallest edits that give the cue on a position's line another direction; none where nothing changes. */
export const redirectRequest = new RequestType<
  { readonly textDocument: TextDocumentIdentifier; readonly position: Position; readonly direction: Direction },
  readonly TextEdit[],
  void
>('tableread/redirect');

export interface SpeakerStatus {
  readonly name: string;
  readonly lines: number;
  /** As writers count: a Chinese character is one. */
  readonly words: number;
  /** Sum of the lengths of the speaker's lines. */
  readonly seconds: number;
  readonly inCast: boolean;
  /** Recording that the voice is cloned from, as the script writes it; null: none. */
  readonly recording: string | null;
  /** Voice of the draft engine; `''`: that of the language. */
  readonly draft: string;
  /** The voice has its consent on record. */
  readonly consent: boolean;
}

/** Counts of a script for the editor's tree and status bar. */
export interface Status {
  readonly version: number;
  /** Number of lines of dialogue and narration. */
  readonly cues: number;
  readonly words: number;
  /** Predicted (or, where takes exist, measured) length of the whole timeline. */
  readonly seconds: number;
  readonly errors: number;
  readonly warnings: number;
  /** In the order of the cast, then of their first line; those who never speak are among them. */
  readonly speakers: readonly SpeakerStatus[];
}

export const statusRequest = new RequestType<{ readonly textDocument: TextDocumentIdentifier }, Status | null, void>(
  'tableread/status',
);
