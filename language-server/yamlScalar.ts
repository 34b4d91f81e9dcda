import { stringify } from 'yaml';

/** A text as a scalar of YAML on one line, in quotes where it had some or needs them, within `{ … }` and `[ … ]` too. */
export function yamlScalar(text: string, quoted = false): string {
  if (quoted || /[,[\]{}\n]/.test(text)) return JSON.stringify(text);
  return stringify(text, { lineWidth: 0 }).trim();
}
