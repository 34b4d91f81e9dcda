/**
 * White space as Unicode and the regular expressions of the original tokenisers count it, for use inside `[…]`:
 * JavaScript's `\s` has U+FEFF too and lacks U+0085.
 */
export const whiteSpace = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
