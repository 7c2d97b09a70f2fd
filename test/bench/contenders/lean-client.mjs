import { connect } from 'node:net';

/*
 * A minimal HTTP/1.1 client: keep-alive, one request at a time per connection, answers with a length. It has
 * no time-outs, limits or checks: only a floor to compare with.
 */

const headEnd = Buffer.from('\r\n\r\n');

export function leanClient(url) {
  const { hostname, port, pathname, host } = new URL(url);
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: `;
  const idle = [];
  return (body) =>
    new Promise((resolve, reject) => {
      const connection = idle.pop() ?? open();
      connection.resolve = resolve;
      connection.reject = reject;
      connection.socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });

  function open() {
    const connection = {
      socket: connect({ host: hostname, port: Number(port), noDelay: true }),
      resolve: null,
      reject: null,
    };
    let parts = [];
    let missing = -1;
    connection.socket.on('data', (chunk) => {
      if (missing < 0) {
        const data = parts.length === 0 ? chunk : Buffer.concat([...parts, chunk]);
        const end = data.indexOf(headEnd);
        if (end < 0) {
          parts = [data];
          return;
        }
        const length = Number(/content-length: *(\d+)/i.exec(data.toString('latin1', 0, end))[1]);
        const body = data.subarray(end + headEnd.length);
        parts = [body];
        missing = length - body.length;
      } else {
        parts.push(chunk);
        missing -= chunk.length;
      }
      if (missing > 0) return;
      const text = parts.length === 1 ? parts[0].toString() : Buffer.concat(parts).toString();
      parts = [];
      missing = -1;
      idle.push(connection);
      connection.resolve(text);
    });
    connection.socket.on('error', (error) => connection.reject?.(error));
    return connection;
  }
}
