/**
 * A start that fails for a reason that the user can fix. The message is the one line that is printed.
 */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
