/** How long a line shall take. `other`: what the script says and the page has no controls for (a window, `max 3s`). */
export type LengthChoice =
  | { readonly kind: 'free' }
  | { readonly kind: 'seconds'; readonly seconds: number }
  | { readonly kind: 'factor'; readonly factor: number }
  | { readonly kind: 'other'; readonly text: string };

/** Errors beyond these, in a script; warnings beyond 0.75 and 1.25. */
export const factorRange = { least: 0.5, most: 2 } as const;

/** Reads what stands between `[` and `]`. */
export function lengthChoice(text: string): LengthChoice {
  const written = text.trim();
  if (written === '') return { kind: 'free' };
  const [, figure = '', unit = ''] = /^(\d+(?:\.\d+)?)(s|ms|x|%)$/.exec(written) ?? [];
  const value = Number(figure);
  if (unit === 's') return { kind: 'seconds', seconds: value };
  if (unit === 'ms') return { kind: 'seconds', seconds: value / 1000 };
  if (unit === 'x') return { kind: 'factor', factor: value };
  if (unit === '%') return { kind: 'factor', factor: value / 100 };
  return { kind: 'other', text: written };
}

/** As it would stand between `[` and `]`; null: nothing. */
export function lengthText(choice: LengthChoice): string | null {
  switch (choice.kind) {
    case 'free':
      return null;
    case 'seconds':
      return `${rounded(choice.seconds, 1000)}s`;
    case 'factor':
      return `${rounded(choice.factor, 100)}x`;
    case 'other':
      return choice.text;
  }
}

/**
 * Seconds that the line will take with a choice; null: nobody knows before it is said.
 *
 * @param now the choice that stands in the script
 * @param seconds what the line takes with it
 */
export function predictedSeconds(choice: LengthChoice, now: LengthChoice, seconds: number): number | null {
  if (choice.kind === 'seconds') return choice.seconds;
  if (lengthText(choice) === lengthText(now)) return seconds;
  const natural = now.kind === 'free' ? seconds : now.kind === 'factor' ? seconds / now.factor : null;
  if (natural === null || choice.kind === 'other') return null;
  return choice.kind === 'factor' ? natural * choice.factor : natural;
}

function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
