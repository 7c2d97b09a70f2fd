import { createServer, type Socket } from 'node:net';

/*
 * A subgraph at almost no cost, in a separate process: answers each POST with fixed bytes, by path.
 * Arguments: answers as JSON (path -> body), path of a unix socket. It listens on both, and prints its port.
 */
const [, , answersText = '{}', socketPath = ''] = process.argv;
const answers = new Map(
  Object.entries(JSON.parse(answersText) as Record<string, string>).map(([path, body]) => {
    const fields = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    // Headers that Node's own server also sends.
    const usual =
      'Date: Wed, 25 Nov 2026 08:00:00 GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=72\r\n';
    return [path, Buffer.from(`HTTP/1.1 200 OK\r\n${fields}${usual}\r\n${body}`)];
  }),
);

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  let received = '';
  socket.on('data', (data) => {
    received += data.toString('latin1');
    for (;;) {
      const head = received.indexOf('\r\n\r\n');
      if (head === -1) return;
      const end = head + 4 + Number(/content-length: (\d+)/i.exec(received)?.[1]);
      if (received.length < end) return;
      socket.write(answers.get(received.split(' ', 2)[1] ?? '') ?? 'HTTP/1.1 404 Not Found\r\n\r\n');
      received = received.slice(end);
    }
  });
}

createServer(serve).listen(socketPath, () => {
  const server = createServer(serve).listen(0, '127.0.0.1', () => process.send?.(server.address()));
});
process.once('disconnect', () => process.exit());
