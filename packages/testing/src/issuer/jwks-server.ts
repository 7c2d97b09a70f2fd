import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

export interface JwksServer {
  readonly origin: string;
  /** Number of requests for the keys. */
  readonly requests: number;
  /** While false, answers 503. */
  available: boolean;
  close(): Promise<void>;
}

/** Serves a key set at `/jwks` of a free port of the loopback interface. */
export async function startJwksServer(keys: () => readonly JWK[]): Promise<JwksServer> {
  const state = { requests: 0, available: true };
  const server = createServer((_request, response) => {
    state.requests += 1;
    response.writeHead(state.available ? 200 : 503, { 'content-type': 'application/jwk-set+json' });
    response.end(state.available ? JSON.stringify({ keys: keys() }) : 'down');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    get requests() {
      return state.requests;
    },
    get available() {
      return state.available;
    },
    set available(available) {
      state.available = available;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
