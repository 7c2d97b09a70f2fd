/** A configuration that stops the start. The message is one line that names the variable and the fix. */
export class ConfigurationError extends Error {
  readonly code = 'CONFIGURATION_INVALID';
  override readonly name = 'ConfigurationError';
}
