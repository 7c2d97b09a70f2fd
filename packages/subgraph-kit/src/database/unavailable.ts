import { PublicError } from '@civic-graph/errors';
import { currentCall } from '../server/current-call.ts';
import { ConnectionRefused } from './connection-refused.ts';

/** SQLSTATE of a cancelled statement: cancelled by its caller, or too slow for the server. */
export const queryCanceled = '57014';

const retryAfter = 1;

/** The server is overloaded and did nothing. PostgreSQL, appendix A: too_many_connections. */
const busy: ReadonlySet<unknown> = new Set([queryCanceled, '53300']);

/** Messages of `pg-pool` when no connection is available in time; it gives no code. */
const noConnection: ReadonlySet<string> = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
]);

/**
 * The server is unreachable, starting, stopping, read-only after a failover, or out of resources:
 * connection_exception (08), out of disk or memory (53), admin_shutdown, crash_shutdown and
 * cannot_connect_now (57P), system_error (58), read_only (25006).
 */
const lostState = /^(08...|53[12]00|57P0[1-5]|58000|58030|25006|25P03)$/;

/** System errors of a socket (Node.js, `errno`). */
const lostSocket: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
]);

/** Messages of `pg`, without a code, for a broken connection. */
const lostConnection =
  /^(Connection terminated|Client (has encountered a connection error|was closed) and is not queryable|timeout expired$|Cannot use a pool after calling end)/;

/** The statement lost every race: serialization_failure, deadlock_detected, lock_not_available. */
const overtaken: ReadonlySet<unknown> = new Set(['40001', '40P01', '55P03']);

/**
 * Maps the error of a busy or unreachable database to a retryable one. Returns other errors unchanged,
 * including those that the caller itself retries.
 */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (busy.has(code) || noConnection.has(error.message)) return overloaded(error);
  const isLost = lostSocket.has(code) || (typeof code === 'string' && lostState.test(code));
  return isLost || (code === undefined && lostConnection.test(error.message)) ? lost(error) : error;
}

/** Also maps any failed connect: no statement was sent, so a retry is safe. */
export function asFailedConnect(error: unknown): unknown {
  const known = asUnavailable(error);
  return known === error && error instanceof Error ? lost(new ConnectionRefused(error)) : known;
}

/** The same at the API border, after the last internal retry. */
export function asRetryable(error: unknown): unknown {
  const isOvertaken = error instanceof Error && 'code' in error && overtaken.has(error.code);
  return isOvertaken ? overloaded(error) : asUnavailable(error);
}

function overloaded(originalError: Error): PublicError {
  return new PublicError('OVERLOADED', undefined, { originalError, extensions: { retryAfter } });
}

function lost(originalError: Error): PublicError {
  const call = currentCall.getStore();
  if (call?.changes !== 'begun') {
    return new PublicError('SERVICE_UNAVAILABLE', undefined, { originalError, extensions: { retryAfter } });
  }
  const message =
    'The service lost its database during this mutation, so the mutation may or may not have taken effect. ' +
    'Retry with the same idempotency key: it takes effect only once.';
  const extensions = { retryAfter, outcome: 'UNKNOWN' };
  return new PublicError('SERVICE_UNAVAILABLE', message, { originalError, extensions });
}
