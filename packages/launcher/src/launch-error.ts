/** A failed start that the user can fix. The message is the only printed line. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
