import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delay, type Faults } from './faults.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** HTTP server of a provider on loopback, with the faults applied to its answers. */
export async function serve(
  handle: (request: Request) => Answer,
  faults: Faults,
  random: () => number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    await delay(faults, random);
    if (faults.outage) {
      response.writeHead(503, { 'content-type': 'text/html' }).end('<html>busy</html>');
      return;
    }
    const url = new URL(incoming.url ?? '/', 'http://provider');
    const body = Buffer.concat(chunks).toString('utf8');
    const result = handle({ method: incoming.method ?? 'GET', url, headers: incoming.headers, body });
    if (random() < faults.loseAnswer) {
      response.destroy();
      return;
    }
    response.writeHead(result.status, result.headers).end(result.body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
