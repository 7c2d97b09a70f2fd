import { PublicError } from '@civic-graph/errors';
import { encryptSecrets, rolloutMediaType } from '@civic-graph/releases';
import type { ChangeFeed } from '@civic-graph/subgraph-kit';
import DataLoader from 'dataloader';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Db, RolloutRow } from '../database/database.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { type SecretStore, secretsTag } from '../secret/subgraph-secrets.ts';
import { longPolls } from './long-polls.ts';
import type { SignedArtifacts } from './signed-artifacts.ts';
import { requireSignature } from './signed-calls.ts';
import { waitFor } from './wait-for.ts';

export interface PullOptions {
  readonly db: Db;
  /** Notified of rollouts and secrets on the channel `rollout` of the database. */
  readonly feed: ChangeFeed;
  readonly artifacts: SignedArtifacts;
  readonly secrets: SecretStore;
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
}

const gatewayId = /^[\w.:-]{1,200}$/;

type PullRequest = FastifyRequest<{ Querystring: { gateway?: unknown; contracts?: unknown } }>;

/**
 * Routes for gateways, signed. `GET /supergraph?gateway=<id>`: the rollout in force as a JWS. `GET /secrets`:
 * the secrets of subgraphs as a JWE. Both answer immediately, or wait for a change (`Prefer: wait=30`).
 *
 * With `contracts=true`, the rollout has the schemas of contracts, which older gateways would refuse.
 *
 * Without a gateway id: the version being rolled out, even before all gateways have it, for services that
 * must know every scope.
 */
export async function pullRoutes(app: FastifyInstance, options: PullOptions): Promise<void> {
  const { db, feed, artifacts, secrets, secret } = options;
  requireSignature(app, options);
  const longPoll = longPolls(app);
  // A rollout wakes every waiting gateway at once, so they share one query.
  const heads = new DataLoader<'last', RolloutRow | null>(
    async (waiting) => {
      const head = await lastRollout(db);
      return waiting.map(() => head);
    },
    { cache: false },
  );

  app.get('/supergraph', async (request: PullRequest, reply) => {
    const { gateway: id, contracts } = request.query;
    const gateway = id === undefined ? null : parseGateway(id);
    const next = await longPoll(request, reply, async (wait) => {
      const unknown = async () => {
        const last = await heads.load('last');
        return last === null || wait.known.has(last.sequence) ? null : last;
      };
      return { rollout: await waitFor(feed, 'last', unknown, wait), hasOne: wait.known.size > 0 };
    });
    if (next.rollout === null && next.hasOne) return reply.code(304).send();
    if (next.rollout === null) throw nothingPublished();
    const artifact = await artifacts.forGateway(next.rollout, gateway, contracts === 'true');
    return reply.header('etag', `"${next.rollout.sequence}"`).type(rolloutMediaType).send(artifact);
  });

  app.get('/secrets', async (request, reply) => {
    const tag = await longPoll(request, reply, (wait) => {
      const unknown = async () => {
        const current = await secretsTag(db);
        return wait.known.has(current) ? null : current;
      };
      return waitFor(feed, 'secrets', unknown, wait);
    });
    if (tag === null) return reply.code(304).send();
    const token = await encryptSecrets(await secrets.read(db), secret);
    return reply.header('etag', `"${tag}"`).type(rolloutMediaType).send(token);
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
