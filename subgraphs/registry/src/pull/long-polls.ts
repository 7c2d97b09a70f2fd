import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { knownTags, preferredWaitMs } from './request-headers.ts';
import type { Wait } from './wait-for.ts';

/** Runs a wait for one request. Waits end when the service closes or the gateway disconnects. */
export type LongPoll = <Found>(
  request: FastifyRequest,
  reply: FastifyReply,
  wait: (wait: Wait) => Promise<Found>,
) => Promise<Found>;

export function longPolls(app: FastifyInstance): LongPoll {
  const closing = new AbortController();
  const waiting = new Set<Promise<unknown>>();
  // Fastify does not wait for requests whose gateway has disconnected, but they still use the database.
  app.addHook('preClose', async () => {
    closing.abort();
    await Promise.allSettled(waiting);
  });
  return async ({ headers }, reply, wait) => {
    const { 'if-none-match': ifNoneMatch, prefer } = headers;
    const waitMs = preferredWaitMs(typeof prefer === 'string' ? prefer : undefined);
    if (waitMs > 0) reply.header('preference-applied', `wait=${waitMs / 1_000}`);
    reply.header('cache-control', 'no-store');
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const signal = AbortSignal.any([closing.signal, gone.signal]);
    const found = wait({ known: knownTags(ifNoneMatch), waitMs, signal });
    waiting.add(found);
    return found.finally(() => waiting.delete(found));
  };
}
