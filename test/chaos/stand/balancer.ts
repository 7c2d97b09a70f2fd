import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

/** A minimal version of the production load balancer (deploy/haproxy.cfg). */
export interface Balancer {
  readonly url: string;
  /** Sends requests to it once it reports that it is ready. */
  add(gatewayUrl: string): Promise<void>;
  remove(gatewayUrl: string): Promise<void>;
  close(): Promise<void>;
}

interface Backend {
  readonly url: string;
  readonly pool: Pool;
  isUp: boolean;
  timer?: NodeJS.Timeout;
}

const checkEveryMs = 500;

/**
 * Checks each gateway's readiness twice a second, and removes one at its first failure. A request is retried
 * elsewhere only if its connection was refused, because a sent one may have run.
 */
export async function startBalancer(): Promise<Balancer> {
  const backends: Backend[] = [];
  let turn = 0;
  const server = createServer((request, response) => {
    forward(request, response).catch(() => {
      response.headersSent ? response.destroy() : response.writeHead(502).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async add(url) {
      const backend: Backend = { url, pool: new Pool(url, { connections: 64 }), isUp: false };
      const look = async () => {
        const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(checkEveryMs) }).catch(
          (error: unknown) => (isTimeout(error) ? null : error),
        );
        // On a slow machine, a slow gateway is not down.
        if (answer === null) return;
        backend.isUp = answer instanceof Response && answer.ok;
        if (answer instanceof Response) await answer.body?.cancel();
      };
      await look();
      backend.timer = setInterval(look, checkEveryMs);
      backends.push(backend);
    },
    async remove(url) {
      const at = backends.findIndex((backend) => backend.url === url);
      const [backend] = at === -1 ? [] : backends.splice(at, 1);
      clearInterval(backend?.timer);
      await backend?.pool.close();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      for (const { timer, pool } of backends) {
        clearInterval(timer);
        await pool.destroy();
      }
    },
  };

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const up = backends.filter(({ isUp }) => isUp);
    turn += 1;
    for (let tried = 0; tried < up.length; tried += 1) {
      const backend = up[(turn + tried) % up.length];
      if (backend === undefined) break;
      try {
        const answer = await backend.pool.request({
          method: 'POST',
          path: request.url ?? '/',
          headers: headers as Record<string, string>,
          body,
        });
        const content = Buffer.from(await answer.body.arrayBuffer());
        const type = String(answer.headers['content-type'] ?? '');
        response.writeHead(answer.statusCode, { 'content-type': type, 'content-length': content.length });
        response.end(content);
        return;
      } catch (error) {
        if (!isRefused(error)) throw error;
        backend.isUp = false;
      }
    }
    response.writeHead(503).end();
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}
