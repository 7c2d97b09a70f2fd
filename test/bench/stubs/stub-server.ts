import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { compileAnswer } from './compile-answer.ts';
import { HttpRequests } from './http-requests.ts';
import { identityDuties } from './identity-duties.ts';
import type { World } from './world.ts';

export interface StubServer {
  readonly origin: string;
  /** Number of calls to the subgraphs so far. */
  readonly calls: number;
  close(): Promise<void>;
}

/**
 * Maximum cached answers; the cache is emptied when full, so that differing requests do not fill the memory.
 */
const maxAnswers = 200;
const maxOperations = 2_000;

/**
 * All subgraphs of a world on one port, one path each; nearly free: cached answer bytes, compiled operations,
 * hand-written HTTP.
 */
export async function startStubServer(world: World): Promise<StubServer> {
  const operations = new Map<string, (variables: Readonly<Record<string, unknown>>) => string>();
  const answers = new Map<string, Buffer>();
  const duties = identityDuties();
  const sockets = new Set<Socket>();
  let calls = 0;

  const respond = (body: string): Buffer => {
    calls += 1;
    const known = answers.get(body);
    if (known !== undefined) return known;
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    let answer = operations.get(query);
    if (answer === undefined) {
      answer = compileAnswer(query, world);
      if (operations.size >= maxOperations) operations.clear();
      operations.set(query, answer);
    }
    const bytes = response(answer(variables ?? {}));
    if (answers.size >= maxAnswers) answers.clear();
    answers.set(body, bytes);
    return bytes;
  };

  const server = createServer({ noDelay: true }, (socket) => {
    const requests = new HttpRequests((body, path) => {
      if (path.endsWith('/graphql')) socket.write(respond(body.toString()));
      else duties(path, body)?.then((text) => socket.write(response(text)));
    });
    sockets.add(socket);
    socket.on('data', (chunk) => requests.read(chunk));
    socket.on('close', () => sockets.delete(socket));
    // A contender that ends resets its connections.
    socket.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get calls() {
      return calls;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function response(text: string): Buffer {
  const body = Buffer.from(text);
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
