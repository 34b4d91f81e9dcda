import { message, type MessageCode, type MessageValues } from '../foundation/message.ts';
import { editorLocale } from './editorLocale.ts';

/** A sentence in the language of the editor. */
export function say(code: MessageCode, values: MessageValues = {}): string {
  return message(code, values, editorLocale).text;
}
