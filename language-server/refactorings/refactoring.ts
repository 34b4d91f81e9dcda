import type { TextEdit } from 'vscode-languageserver/node';
import type { MessageCode, MessageValues } from '../../foundation/message.ts';

/** A change of the script that a writer may want where nothing is wrong. */
export interface Refactoring {
  readonly title: MessageCode;
  readonly values: MessageValues;
  readonly kind: 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite';
  readonly edits: readonly TextEdit[];
}
