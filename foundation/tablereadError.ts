import { message, type Locale, type MessageCode, type MessageValues } from './message.ts';

/**
 * An error meant for people: what happened and what to do, by code, so that it can be said in their language.
 * Anything else that is thrown is a bug and keeps its stack.
 */
export class TablereadError extends Error {
  override readonly name = 'TablereadError';
  readonly code: MessageCode;
  readonly values: MessageValues;

  constructor(code: MessageCode, values: MessageValues = {}, options?: ErrorOptions) {
    super(message(code, values).text, options);
    this.code = code;
    this.values = values;
  }

  /** The sentence and the hint in a language. */
  in(locale: Locale): { readonly text: string; readonly hint?: string } {
    return message(this.code, this.values, locale);
  }
}
