import { PublicError } from '@civic-graph/errors';
import { rolloutMediaType } from '@civic-graph/releases';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { nextRollout, type RolloutFeed } from './next-rollout.ts';
import { knownTags, preferredWaitMs } from './request-headers.ts';
import type { SignedArtifacts } from './signed-artifacts.ts';

export interface PullOptions extends RolloutFeed {
  readonly artifacts: SignedArtifacts;
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
}

const gatewayId = /^[\w.:-]{1,200}$/;

type PullRequest = FastifyRequest<{ Querystring: { gateway?: unknown } }>;

/**
 * `GET /supergraph?gateway=<id>`, for gateways, signed (RFC 9421): the rollout in force as a JWS.
 *
 * The signature does not cover the query. An altered id only moves a gateway into or out of a canary.
 */
export async function pullRoutes(app: FastifyInstance, options: PullOptions): Promise<void> {
  const { artifacts, secret, clock } = options;
  const verifier = createRequestVerifier({ secret, keyId: 'platform', clock });
  const closing = new AbortController();
  const waiting = new Set<Promise<unknown>>();
  // Fastify does not wait for requests whose gateway has disconnected, but they still use the database.
  app.addHook('preClose', async () => {
    closing.abort();
    await Promise.allSettled(waiting);
  });
  app.addHook('onRequest', async ({ method, url, headers }) => {
    const [path = ''] = url.split('?');
    const call = await verifier.verify({ method, path, headers, body: Buffer.alloc(0) });
    await call.useUp();
  });

  app.get('/supergraph', async (request: PullRequest, reply) => {
    const gateway = parseGateway(request.query.gateway);
    const { 'if-none-match': ifNoneMatch, prefer } = request.headers;
    const waitMs = preferredWaitMs(typeof prefer === 'string' ? prefer : undefined);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const wait = {
      known: knownTags(ifNoneMatch),
      waitMs,
      signal: AbortSignal.any([closing.signal, gone.signal]),
    };
    const next = nextRollout(options, wait);
    waiting.add(next);
    const rollout = await next.finally(() => waiting.delete(next));
    reply.header('cache-control', 'no-store');
    if (waitMs > 0) reply.header('preference-applied', `wait=${waitMs / 1_000}`);
    if (rollout === null && wait.known.size > 0) return reply.code(304).send();
    if (rollout === null) throw nothingPublished();
    const artifact = await artifacts.forGateway(rollout, gateway);
    return reply.header('etag', `"${rollout.sequence}"`).type(rolloutMediaType).send(artifact);
  });
}

function nothingPublished(): PublicError {
  const extensions = { retryAfter: 1 };
  return new PublicError('NOT_READY', 'No subgraph has been published yet; retry later.', { extensions });
}

function parseGateway(text: unknown): string {
  if (typeof text === 'string' && gatewayId.test(text)) return text;
  throw new PublicError(
    'BAD_REQUEST',
    'gateway: send the id of the gateway instance, 1 to 200 letters, digits, ".", ":", "_" or "-"',
  );
}
