/** Message of graphql-js for a resolver that returns null for a non-null field (its `completeValue`). */
const missingValue = /^Cannot return null for non-nullable field [_A-Za-z]\w*\.[_A-Za-z]\w*\.$/;

/**
 * Describes an error for the log without its message, which may quote personal data. Name, code and stack
 * frames locate the fault; one message made only of schema names is kept.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  // The stack starts with the message, whose lines may look like frames.
  const stack = error.stack ?? '';
  const frames = stack.slice(stack.indexOf(error.message) + error.message.length).split('\n');
  return {
    name: error.name,
    ...('code' in error && { code: error.code }),
    ...(missingValue.test(error.message) && { message: error.message }),
    frames: frames.slice(1, 13).map((line) => line.trim()),
  };
}
