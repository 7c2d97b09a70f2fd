import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import { type Check, failed, passed } from '../../check.ts';
import type { Reply } from '../../http/exchange.ts';
import { describeReply } from '../../tested-server.ts';
import { typename } from '../operations.ts';

/** The gateway keeps a connection until a second before the announced time, at most 60 seconds. */
const marginMs = 1_000;
const unannouncedMs = 4_000;
const longestMs = 60_000;

/** A call is lost if the server closes its connection at that moment, and a mutation is not retried. */
export const keepAlive: Check = {
  id: 'call/keep-alive',
  section: 'call',
  holds: 'keeps an idle connection for as long as keep-alive: timeout= says, else for 4 seconds',
  waits: true,
  async run(server) {
    const Agent = server.url.protocol === 'https:' ? HttpsAgent : HttpAgent;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    // Node's own agent would close the connection by the announced time, before the server does.
    agent.keepSocketAlive = () => true;
    const closed = new Promise<'closed'>((resolve) => {
      agent.once('free', (socket: Socket) => socket.once('close', () => resolve('closed')));
    });
    const send = () => server.send(server.seal(server.draft(typename)), 'a call', agent);
    try {
      const first = await send();
      const fail = (came: string) =>
        failed({ sent: 'two calls on one connection', expected: 'an answer to both', came });
      if (first.kind === 'none') return [fail(describeReply(first))];
      const idleMs = Math.min(idleOf(first), server.limits.idleMs);
      // The server announces the end, so the gateway opens another connection.
      if (/\bclose\b/i.test(first.headers.connection ?? '') || idleMs <= 0) return [passed];
      const open = wait(idleMs).then(() => immediate('open' as const));
      const early = await Promise.race([closed, open]);
      if (early === 'closed') return [fail(`the connection was closed before it was idle for ${idleMs} ms`)];
      const second = await send();
      return [second.kind === 'answer' ? passed : fail(`to the second: ${describeReply(second)}`)];
    } finally {
      agent.destroy();
    }
  },
};

function idleOf(reply: Reply & { readonly kind: 'answer' }): number {
  const seconds = /(?:^|[,\s])timeout=(\d{1,6})(?:[,\s]|$)/i.exec(reply.headers['keep-alive'] ?? '')?.[1];
  return seconds === undefined ? unannouncedMs : Math.min(Number(seconds) * 1_000 - marginMs, longestMs);
}
