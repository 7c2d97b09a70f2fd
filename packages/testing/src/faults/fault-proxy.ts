import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Fault, FaultyExchange, ProxiedAnswer, ProxiedRequest } from './fault.ts';

/** A proxy between a gateway and an agency that injects faults. */
export interface FaultProxy {
  /** URL to use in place of the agency's. */
  readonly origin: string;
  /** GraphQL calls so far, failed ones included. */
  readonly requests: readonly ProxiedRequest[];
  /** Sets the fault; `null` removes it. */
  behave(fault: Fault | null): Promise<void>;
  forgetRequests(): void;
  close(): Promise<void>;
}

/**
 * @param upstream origin of the agency. Faults apply to GraphQL calls only; other calls pass while
 * connections are accepted
 */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const requests: ProxiedRequest[] = [];
  let fault: Fault | null = null;

  const server = createServer(async (incoming, response) => {
    const body = Buffer.concat(await incoming.toArray());
    const { method = '', url: path = '', headers } = incoming;
    const request: ProxiedRequest = { method, path, headers, body };
    // The caller may have disconnected.
    response.on('error', () => undefined);
    if (path.endsWith('/graphql')) requests.push(request);
    else return forward(request, response);
    const current = fault;
    if (current?.kind !== 'answers') return forward(request, response);
    const exchange: FaultyExchange = {
      request,
      response,
      socket: incoming.socket,
      ask: () => askUpstream(request),
      forward: () => forward(request, response),
    };
    await current.answer(exchange);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  // Only a fault closes a connection, never the proxy's own timeouts.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async behave(next) {
      fault = next;
      if (next?.kind === 'refuses') await stopListening();
      else if (!server.listening) {
        server.listen(port, '127.0.0.1');
        await once(server, 'listening');
      }
    },
    forgetRequests() {
      requests.length = 0;
    },
    async close() {
      await stopListening();
      agent.destroy();
    },
  };

  async function stopListening(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  function send({ method, path, headers, body }: ProxiedRequest): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      httpRequest(new URL(path, upstream), { method, headers, agent }, resolve).on('error', reject).end(body);
    });
  }

  async function askUpstream(request: ProxiedRequest): Promise<ProxiedAnswer> {
    const answer = await send(request);
    return {
      status: answer.statusCode ?? 502,
      contentType: answer.headers['content-type'] ?? '',
      body: Buffer.concat(await answer.toArray()),
    };
  }

  async function forward(request: ProxiedRequest, response: ServerResponse): Promise<void> {
    try {
      const answer = await send(request);
      response.on('close', () => answer.destroy());
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => response.destroy()).pipe(response);
    } catch {
      // The agency's own response.
      response.socket?.resetAndDestroy();
    }
  }
}
