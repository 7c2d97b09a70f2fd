import { PublicError } from '@civic-graph/errors';
import { refusedConnection } from './connection-refused.ts';

/**
 * Why a connection to a database failed and what to do, in one line for an operator.
 *
 * @param variables names of the environment variables that hold its URL
 * @returns null for any other error
 */
export function connectionProblem(error: unknown, variables: string): string | null {
  const refused = refusedConnection(error);
  if (refused !== null) return `${variables}: ${refused.message}`;
  if (!(error instanceof PublicError) || error.code !== 'SERVICE_UNAVAILABLE') return null;
  const { originalError: cause } = error;
  const reason = cause && 'code' in cause ? String(cause.code) : cause?.message;
  return `${variables}: the database does not answer (${reason}); start it, or correct the URL`;
}
