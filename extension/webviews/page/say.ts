/** Sentences of a page by code, as the host hands them over: in one language, their `{{placeholders}}` not yet filled. */
export type PageStrings = Readonly<Record<string, string>>;

/** Says a sentence of the page, its placeholders filled. */
export type Say = (code: string, values?: Readonly<Record<string, string | number>>) => string;

/** A missing sentence shows its code and a missing value its placeholder, so that a reader still gets the rest. */
export function sayer(strings: PageStrings): Say {
  return (code, values = {}) =>
    (strings[code] ?? code).replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
      String(values[name] ?? placeholder),
    );
}
