import { connect } from 'node:net';
import type pg from 'pg';

/** PostgreSQL, "Message Formats": CancelRequest, with its length and code. */
const requestBytes = 16;
const requestCode = 80877102;
const longestMs = 1_000;

/** Fields of a `pg` connection that its types do not declare. */
interface ServerProcess {
  readonly host?: string;
  readonly port?: number;
  readonly processID?: number | null;
  readonly secretKey?: number | null;
}

/**
 * Cancels the running statement of a connection, which fails with 57014. Uses a second connection, because
 * the first is busy.
 *
 * @returns once the server has handled the request, or after a time-out; reusing the connection earlier
 * could cancel the next statement
 */
export function cancelQuery(client: pg.PoolClient): Promise<void> {
  const { host = 'localhost', port = 5432, processID, secretKey } = client as ServerProcess;
  if (typeof processID !== 'number' || typeof secretKey !== 'number') return Promise.resolve();
  const request = Buffer.alloc(requestBytes);
  request.writeInt32BE(requestBytes, 0);
  request.writeInt32BE(requestCode, 4);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  return new Promise((resolve) => {
    socket.setTimeout(longestMs, () => socket.destroy());
    socket.on('error', () => undefined);
    // The server closes this connection after it has signalled the statement.
    socket.once('close', () => resolve());
    socket.on('connect', () => socket.write(request));
    socket.resume();
  });
}
