import { message, type Locale, type MessageCode } from '../../../foundation/message.ts';
import { extensionPages } from '../../../foundation/messages/en/extensionPages.ts';
import type { PageStrings } from './say.ts';

/** The sentences that a page needs, in a language; the host writes them into the page's HTML. */
export function pageStrings(page: 'player' | 'direction', locale: Locale): PageStrings {
  const codes = Object.keys(extensionPages) as MessageCode[];
  return Object.fromEntries(
    codes.filter((code) => code.startsWith(`${page}/`)).map((code) => [code, message(code, {}, locale).text]),
  );
}
