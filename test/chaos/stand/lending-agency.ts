import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compileAnswer } from '../../bench/stubs/compile-answer.ts';
import type { Arguments } from '../../bench/stubs/world.ts';
import { type Release, releaseOf } from './publisher.ts';

/** The server of a subgraph that is published again and again; it counts what reaches it. */
export interface LendingAgency {
  readonly subgraph: string;
  /** How often each key was lent. */
  readonly lent: ReadonlyMap<string, number>;
  /** The release of that number, whose own field it answers with the number from now on. */
  release(number: number): Release;
  close(): Promise<void>;
}

const tickMs = 100;

export async function startLendingAgency(subgraph: string): Promise<LendingAgency> {
  const start = performance.now();
  const lent = new Map<string, number>();
  const fields: Record<string, (args: Arguments) => unknown> = {
    [`${subgraph}Count`]: () => 7,
    [`${subgraph}Echo`]: ({ text }) => text,
    [`${subgraph}Lend`]({ key }) {
      lent.set(String(key), (lent.get(String(key)) ?? 0) + 1);
      return key;
    },
  };
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { query, variables = {} } = JSON.parse(await textOf(request)) as {
      readonly query: string;
      readonly variables?: Readonly<Record<string, unknown>>;
    };
    if (query.startsWith('subscription')) return tick(response);
    const answer = compileAnswer(query, { query: fields, entity: (row) => row });
    response.setHeader('content-type', 'application/json').end(answer(variables));
  };
  /** Tenths of a second since the start, so that a subscriber recognises an older event. */
  const tick = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = () => {
      const now = Math.floor((performance.now() - start) / tickMs);
      response.write(`event: next\ndata: {"data":{"${subgraph}Tick":${now}}}\n\n`);
    };
    send();
    const timer = setInterval(send, tickMs);
    response.on('close', () => clearInterval(timer));
  };
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  // On a stalled machine, it must not close a connection that a gateway is about to use.
  server.keepAliveTimeout = 75_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return {
    subgraph,
    lent,
    release(number) {
      fields[`${subgraph}${number}`] = () => number;
      return releaseOf(subgraph, number, url);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
