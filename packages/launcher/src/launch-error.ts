/**
 * A start that cannot succeed for a reason that the user can mend. The message is the one line that he reads.
 */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
