import { PublicError } from '@civic-graph/errors';

/** Reasons for a refused connection with their fixes, by SQLSTATE (PostgreSQL, appendix A). */
const problems: ReadonlyMap<unknown, string> = new Map([
  ['28P01', 'the password of its role is wrong; correct it in the URL, or run ALTER ROLE … PASSWORD'],
  ['28000', 'its role may not log in; run ALTER ROLE … LOGIN, or let it in by pg_hba.conf'],
  ['3D000', 'the database does not exist; correct its name in the URL, or run deploy/postgres/databases.sh'],
  ['42501', 'its role may not connect to the database; run GRANT CONNECT ON DATABASE … TO …'],
]);

/** The server refused a connection. The message is for the operator. */
export class ConnectionRefused extends Error {
  readonly code: string;

  constructor(cause: Error) {
    const code = 'code' in cause ? String(cause.code) : 'UNKNOWN';
    const problem =
      problems.get(code) ?? `the connection failed with ${code}; see the log of the database server`;
    super(`The database refuses the connection: ${problem}`, { cause });
    this.name = 'ConnectionRefused';
    this.code = code;
  }
}

/** Returns the fix for a refused connection, else null. */
export function refusedConnection(error: unknown): ConnectionRefused | null {
  const original = error instanceof PublicError ? error.originalError : error;
  return original instanceof ConnectionRefused ? original : null;
}
