/** What the exit code of `tableread` says. */
export const exitCodes = {
  ok: 0,
  /** A script has errors, or some of its lines could not be rendered. */
  problems: 1,
  /** A command or an option is wrong. */
  usage: 2,
  /** A file or folder could not be read or written, or an engine could not be run. */
  failure: 3,
  /** A mistake of Tableread itself (EX_SOFTWARE of sysexits). */
  bug: 70,
  /** Cancelled with Ctrl-C (128 + SIGINT). */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
