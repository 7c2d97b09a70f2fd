/**
 * An error for the log without its message: messages of databases and parsers quote the values that they were
 * given, and logs must not hold personal data. Name, code and stack frames tell where to look; the message
 * itself is only added at log level debug.
 */
export function describeError(error: unknown, withMessage: boolean): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  // The stack starts with the message, which may have lines that look like frames.
  const stack = error.stack ?? '';
  const frames = stack.slice(stack.indexOf(error.message) + error.message.length).split('\n');
  return {
    name: error.name,
    ...('code' in error && { code: error.code }),
    ...(withMessage && { message: error.message }),
    frames: frames.slice(1, 13).map((line) => line.trim()),
  };
}
