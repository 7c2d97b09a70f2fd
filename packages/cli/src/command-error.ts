import { type ExitCode, exitCode } from './exit-codes.ts';

/** A failure that the user can fix. Its message is one line: what failed, then what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(message: string, code: ExitCode = exitCode.unable) {
    super(message);
    this.exitCode = code;
  }
}

/** Errors of the packages behind the commands whose messages are written for the user. */
const forUsers: ReadonlySet<string> = new Set([
  'ConfigurationError',
  'GraphQLError',
  'ManifestError',
  'PublicError',
  'RangeError',
  'SampleError',
  'SchemaError',
  'SourceError',
  'TooManyRows',
  'UnreachableError',
  'UnreadableRows',
]);

/** Returns the message for an error that the user can fix, else the stack. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForUser = error instanceof CommandError || forUsers.has(error.name) || isSystemError(error);
  return isForUser ? error.message.trimEnd() : (error.stack ?? error.message);
}

/** System errors of Node.js, such as ENOENT: the message names the file. */
function isSystemError(error: Error): boolean {
  return 'syscall' in error;
}
