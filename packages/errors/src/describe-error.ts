/**
 * What graphql-js says of a resolver that has nothing for a field that promises something (its
 * `completeValue`).
 */
const missingValue = /^Cannot return null for non-nullable field [_A-Za-z]\w*\.[_A-Za-z]\w*\.$/;

/**
 * An error for the log, at any level, without its message: messages of databases, parsers and planners quote
 * the values that they were given, and logs must not hold personal data. Name, code and stack frames tell
 * where to look. The one message that is let through is made of names of the schema alone.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  // The stack starts with the message, which may have lines that look like frames.
  const stack = error.stack ?? '';
  const frames = stack.slice(stack.indexOf(error.message) + error.message.length).split('\n');
  return {
    name: error.name,
    ...('code' in error && { code: error.code }),
    ...(missingValue.test(error.message) && { message: error.message }),
    frames: frames.slice(1, 13).map((line) => line.trim()),
  };
}
