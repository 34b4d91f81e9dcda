import type { CompletionItemKind } from 'vscode-languageserver/node';
import type { MessageCode } from '../../foundation/message.ts';
import type { Span } from '../../grammar/index.ts';

/** What the documentation of an offer is made of when a client asks for it. */
export type About =
  | { readonly of: 'message'; readonly code: MessageCode }
  | { readonly of: 'speaker'; readonly name: string }
  | { readonly of: 'mood'; readonly name: string }
  | { readonly of: 'recording'; readonly path: string };

/** One thing that can be written at a place. */
export interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is written; the label when missing. */
  readonly insert?: string;
  /** The same with tab stops, for clients that know snippets. */
  readonly snippet?: string;
  /** A word or two beside the label. */
  readonly detail?: string;
  /** What typing is compared with; the label when missing. */
  readonly filter?: string;
  /** What it replaces, where that is not the span of the place. */
  readonly span?: Span;
  readonly about?: About;
}

/** Text that stands in a snippet as it is. */
export function plainInSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A short way to an offer's documentation in the tables of messages. */
export function says(code: MessageCode): Pick<Offer, 'about'> {
  return { about: { of: 'message', code } };
}
