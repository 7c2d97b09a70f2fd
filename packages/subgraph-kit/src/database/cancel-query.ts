import { connect } from 'node:net';
import type pg from 'pg';

/** PostgreSQL, "Message Formats": CancelRequest, with its length and its code. */
const requestBytes = 16;
const requestCode = 80877102;
const longestMs = 1_000;

/** What `pg` knows of a connection, and does not declare. */
interface ServerProcess {
  readonly host?: string;
  readonly port?: number;
  readonly processID?: number | null;
  readonly secretKey?: number | null;
}

/**
 * Ends the statement that runs on a connection; it fails with 57014. Asked for on a connection of its own,
 * since the one is busy.
 *
 * @returns once the server has taken it, or has not after a while: before, the connection must not be used
 *   for anything else, which could be cancelled in the place of what is over by then
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
    // The server closes it when the statement was told to end.
    socket.once('close', () => resolve());
    socket.on('connect', () => socket.write(request));
    socket.resume();
  });
}
