import { setTimeout as sleep } from 'node:timers/promises';
import type { AgencyDirectory, AgencySource } from '@civic-graph/agencies';
import { PublicError } from '@civic-graph/errors';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IdentityDatabase } from '../store/database.ts';
import { switchMessage } from '../switches/switches.ts';
import { lastRevocation, type RevocationPage, revocationsAfter } from './read-revocations.ts';

export interface RevocationOptions {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
}

/** Interval of empty answers, by which gateways know that the connection works. */
const holdMilliseconds = 1_000;
const lookMilliseconds = 200;

type NumberRequest = FastifyRequest<{ Params: { number: string } }>;

/**
 * For gateways, signed (RFC 9421): `GET /revocations` returns the current state, `GET
 * /revocations/after/<number>` waits for an event (long polling). The number is in the path because
 * signatures do not cover queries.
 */
export async function revocationRoutes(app: FastifyInstance, options: RevocationOptions): Promise<void> {
  const { database, agencies, secret, clock } = options;
  const verifier = createRequestVerifier({ secret, keyId: 'identity', clock });
  const waiting = new Set<Promise<unknown>>();
  let closing = false;
  // Fastify does not wait for requests whose gateway has disconnected, but they still use the database.
  app.addHook('preClose', async () => {
    closing = true;
    await Promise.allSettled(waiting);
  });

  app.addHook('onRequest', async ({ method, url: path, headers }) => {
    await verifier.verify({ method, path, headers, body: Buffer.alloc(0) });
  });
  app.get('/revocations', async (_request, reply) =>
    answer(reply, await revocationsAfter(database, 0, clock()), agencies.current),
  );
  app.get('/revocations/after/:number', async (request: NumberRequest, reply) => {
    const page = nextPage(parseNumber(request.params.number));
    waiting.add(page);
    try {
      return answer(reply, await page, agencies.current);
    } finally {
      waiting.delete(page);
    }
  });

  async function nextPage(after: number): Promise<RevocationPage> {
    const end = performance.now() + holdMilliseconds;
    while ((await lastRevocation(database)) === after && !closing && performance.now() < end) {
      await sleep(lookMilliseconds);
    }
    return revocationsAfter(database, after, clock());
  }
}

function answer(
  reply: FastifyReply,
  { last, complete, revocations, replacedCredentials, switches, safelists }: RevocationPage,
  directory: AgencyDirectory,
): FastifyReply {
  return reply.header('cache-control', 'no-store').send({
    last,
    complete,
    revocations: revocations
      .filter(({ kind }) => kind !== 'switch' && kind !== 'safelist')
      .map(({ kind, id, issued_before, expires_at }) => ({
        kind,
        id,
        issuedBefore: issued_before,
        expiresAt: expires_at,
      })),
    replacedCredentials,
    // Few, and always sent completely, so that a gateway may miss earlier answers.
    switches: switches.map((row) => switchMessage(row, directory)),
    safelists,
  });
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(number)) {
    throw new PublicError(
      'BAD_REQUEST',
      'the path must end with a feed position of at most 16 digits; send the one from the last answer',
    );
  }
  return number;
}
