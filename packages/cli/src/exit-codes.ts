/** Exit codes that all commands share; the help of a command says what its own answers mean. */
export const exitCode = {
  /** Done, or the check found nothing. */
  done: 0,
  /** The command ran and the answer is no. */
  negative: 1,
  /** The command could not run: arguments, variables, files, or a service that does not answer. */
  unable: 2,
  /** `audit verify` alone: nothing wrong was found, and not all could be checked. */
  unproved: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
