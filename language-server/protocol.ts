import {
  NotificationType,
  RequestType,
  type Position,
  type Range,
  type TextDocumentIdentifier,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { Cue, Weights } from '../screenplay/index.ts';

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
  readonly inlayHints: { readonly length: boolean; readonly start: boolean; readonly emotion: boolean };
}

export const defaultServerSettings: ServerSettings = {
  engine: 'draft',
  inlayHints: { length: true, start: true, emotion: true },
};

/** The client says that the workspace has become trusted (or is not any more). */
export const trustNotification = new NotificationType<{ readonly trusted: boolean }>('tableread/trust');

/** A cue as the editor's views need it. */
export interface CueEntry {
  readonly id: string;
  readonly speaker: string;
  readonly text: string;
  readonly range: Range;
  /** Index into `CueList.sections`. */
  readonly section: number;
  /** False: it has an error and is not rendered. */
  readonly sound: boolean;
  readonly digest: string;
  readonly seconds: number;
  readonly measured: boolean;
}

export interface SectionEntry {
  readonly title: string;
  readonly level: 0 | 1 | 2 | 3;
  readonly range: Range;
  readonly parent: number | null;
}

export interface CueList {
  readonly version: number;
  readonly sections: readonly SectionEntry[];
  readonly cues: readonly CueEntry[];
}

/** All cues of a script with their ranges. */
export const cuesRequest = new RequestType<{ readonly textDocument: TextDocumentIdentifier }, CueList | null, void>(
  'tableread/cues',
);

/** The cue at a position with everything resolved; its nodes of the tree left out. */
export interface ResolvedCue extends CueEntry {
  readonly direction: Pick<Cue, 'emotion' | 'language' | 'voice' | 'settings' | 'length'>;
}

export const cueAtRequest = new RequestType<
  { readonly textDocument: TextDocumentIdentifier; readonly position: Position },
  ResolvedCue | null,
  void
>('tableread/cueAt');

/** What a direction editor changes; what is missing stays as it is, `null` takes it out of the line. */
export interface Direction {
  readonly weights?: Weights | null;
  readonly words?: { readonly words: string; readonly strength: number } | null;
  readonly recording?: { readonly path: string; readonly strength: number } | null;
  /** As it would stand between `[` and `]`: `2.4s`, `0.9x`. */
  readonly length?: string | null;
}

/** The smallest edits that give a cue another direction; none where nothing changes. */
export const redirectRequest = new RequestType<
  { readonly textDocument: TextDocumentIdentifier; readonly position: Position; readonly direction: Direction },
  readonly TextEdit[],
  void
>('tableread/redirect');

export interface SpeakerStatus {
  readonly name: string;
  readonly lines: number;
  readonly words: number;
  readonly seconds: number;
  readonly inCast: boolean;
  readonly consent: boolean;
}

/** Counts of a script for the editor's tree and status bar. */
export interface Status {
  readonly version: number;
  readonly cues: number;
  readonly words: number;
  /** Predicted (or, where takes exist, measured) length of the whole timeline. */
  readonly seconds: number;
  readonly errors: number;
  readonly warnings: number;
  readonly speakers: readonly SpeakerStatus[];
}

export const statusRequest = new RequestType<{ readonly textDocument: TextDocumentIdentifier }, Status | null, void>(
  'tableread/status',
);
