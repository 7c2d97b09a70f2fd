import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { CivicOptions } from '@civic-graph/client';
import { createRelay, type RelayOptions } from '@civic-graph/client/relay';
import { build } from 'vite';

/** A partner's server: the page, and the relay to issuer and gateway. */
export interface ServedPage {
  /** Requests to the relay, in order. */
  readonly relayed: string[];
  /** Breaks the connections of event streams, like a change of networks. */
  cutStreams(): void;
  close(): Promise<void>;
}

/** @param app as registered; its secret stays here */
export async function servePage(
  port: number,
  app: Omit<RelayOptions, 'path'> & Pick<CivicOptions, 'redirectUri' | 'scopes'>,
): Promise<ServedPage> {
  const script = await bundle();
  const { clientSecret: _, privateKey: __, fetch: ___, ...known } = app;
  const html = `<!doctype html><meta charset="utf-8"><title>…</title>
    <script>window.app = ${JSON.stringify(known)}</script><script type="module" src="/main.js"></script>`;
  const relay = createRelay({ ...app, path: '/civic' });
  const relayed: string[] = [];
  const streams = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const answer = await relay(await requestOf(request, url, gone.signal));
    if (answer !== null) {
      relayed.push(url.pathname);
      if (answer.headers.get('content-type')?.startsWith('text/event-stream')) streams.add(response);
      return write(answer, response);
    }
    const isScript = url.pathname === '/main.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; script-src 'self' 'unsafe-inline'; connect-src 'self'",
    );
    response.end(isScript ? script : html);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    relayed,
    cutStreams() {
      for (const stream of streams) stream.destroy();
      streams.clear();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Bundles the page like a partner, from the package that a partner installs. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('main.ts', import.meta.url)), formats: ['es'], fileName: 'main' },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (first === undefined || !('output' in first)) throw new Error('nothing was bundled');
  return first.output[0].code;
}

async function requestOf(request: IncomingMessage, url: URL, signal: AbortSignal): Promise<Request> {
  const { method = 'GET' } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const body = method === 'GET' ? null : Buffer.concat(await request.toArray());
  return new Request(url, { method, headers, body, signal });
}

async function write(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.flushHeaders();
  try {
    for await (const chunk of answer.body ?? []) response.write(chunk);
    response.end();
  } catch {
    response.destroy();
  }
}
