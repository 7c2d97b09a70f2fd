/**
 * An error for the log without its message: messages of databases and parsers quote the values that they were
 * given, and logs must not hold personal data. Name, code and stack frames tell where to look; the message
 * itself is only added at log level debug.
 */
export function describeError(error: unknown, withMessage: boolean): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error && { code: error.code }),
    ...(withMessage && { message: error.message }),
    frames: frames.slice(0, 12).map((line) => line.trim()),
  };
}
