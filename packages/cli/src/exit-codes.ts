/** Exit codes of all commands; a command's help explains its own. */
export const exitCode = {
  /** Done, or the check found nothing. */
  done: 0,
  /** The command ran and the answer is no. */
  negative: 1,
  /** The command could not run: arguments, variables, files, or a service that does not answer. */
  unable: 2,
  /** `audit`: no fault was found, but not all was checked. `subgraph publish`: it awaits approval. */
  undecided: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
