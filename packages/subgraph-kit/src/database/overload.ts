import { PublicError } from '@civic-graph/errors';

/** The SQLSTATE of a statement that was cancelled, by whom it was made for or, being too long, by the server. */
export const queryCanceled = '57014';

/** What `pg-pool` says where no connection became free in time; the error has nothing else to be known by. */
const noConnectionFree = 'timeout exceeded when trying to connect';

/**
 * A database that is too busy is nobody's mistake, and over in a moment: nothing was done, and it may be tried again. Any other
 * error is itself.
 */
export function asOverload(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const tookTooLong = 'code' in error && error.code === queryCanceled;
  if (!tookTooLong && error.message !== noConnectionFree) return error;
  return new PublicError('OVERLOADED', undefined, { originalError: error, extensions: { retryAfter: 1 } });
}
