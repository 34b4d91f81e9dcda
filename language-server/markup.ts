/** How text for people is written: as Markdown, or plain for clients that show none. What comes from a script goes through `text`. */
export interface Markup {
  readonly kind: 'markdown' | 'plaintext';
  /** Text as it stands: nothing in it is markup. */
  text(text: string): string;
  strong(text: string): string;
  /** Text that leads to a place; `href` undefined: the text alone. */
  link(text: string, href: string | undefined): string;
  /** Lines of the server's own, kept as they are, in letters of equal width. */
  chart(lines: readonly string[]): string;
  paragraphs(parts: readonly string[]): string;
  list(items: readonly string[]): string;
}

export const markdown: Markup = {
  kind: 'markdown',
  text: escaped,
  strong: (text) => `**${escaped(text)}**`,
  link: (text, href) =>
    href === undefined ? escaped(text) : `[${escaped(text)}](<${href.replace(/[<>\\\s]/g, encodeURIComponent)}>)`,
  chart: (lines) => ['```text', ...lines, '```'].join('\n'),
  paragraphs: (parts) => parts.filter((part) => part !== '').join('\n\n'),
  list: (items) => items.map((item) => `- ${item}`).join('\n'),
};

export const plainText: Markup = {
  kind: 'plaintext',
  text: (text) => text,
  strong: (text) => text,
  link: (text) => text,
  chart: (lines) => lines.join('\n'),
  paragraphs: (parts) => parts.filter((part) => part !== '').join('\n\n'),
  list: (items) => items.map((item) => `• ${item}`).join('\n'),
};

/**
 * A stranger's words are shown as words: every ASCII punctuation mark is escaped (CommonMark 0.31, 2.4), so there is no link,
 * image, HTML or heading in them, and an autolink has no `:` or `.` to begin with. Line ends become spaces.
 */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s+/g, ' ');
}
