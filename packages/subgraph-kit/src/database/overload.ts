import { PublicError } from '@civic-graph/errors';

/** The SQLSTATE of a statement that was cancelled, by whom it was made for or, being too long, by the server. */
export const queryCanceled = '57014';

/** SQLSTATE too_many_connections. */
const tooManyConnections = '53300';

/** What `pg-pool` says where no connection became free, or a new one was not there, in time; nothing else tells. */
const noConnection: readonly string[] = [
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
];

/**
 * A database that is too busy is nobody's mistake, and over in a moment: nothing was done, and it may be tried again. Any other
 * error is itself.
 */
export function asOverload(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isBusy = 'code' in error && (error.code === queryCanceled || error.code === tooManyConnections);
  if (!isBusy && !noConnection.includes(error.message)) return error;
  return new PublicError('OVERLOADED', undefined, { originalError: error, extensions: { retryAfter: 1 } });
}
