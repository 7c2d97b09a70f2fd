import { PublicError } from '@civic-graph/errors';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { IdentityDatabase } from '../store/database.ts';
import { type ConsentSets, consentCounter } from './count-consents.ts';

export interface ConsentCountsOptions {
  readonly database: IdentityDatabase;
  /** base64url; shared with the registry. */
  readonly secret: string;
  readonly clock: () => Date;
}

const scope = z.string().regex(/^[\w:.-]{1,128}$/);
const request = z.strictObject({
  fields: z
    .array(z.array(z.array(scope).min(1).max(20)).min(1).max(20))
    .min(1)
    .max(20),
});

/**
 * `POST /consent-counts`, for the registry, signed (RFC 9421): how many citizens a change of access affects.
 * For each field, the sets of scopes whose consents open it; the answer has one rounded count for each field.
 */
export async function consentCountsRoute(
  app: FastifyInstance,
  { database, secret, clock }: ConsentCountsOptions,
): Promise<void> {
  const verifier = createRequestVerifier({ secret, keyId: 'platform', clock });
  const count = consentCounter(database);
  // The signature covers the raw bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.post(
    '/consent-counts',
    { bodyLimit: 100_000 },
    async ({ method, url: path, headers, ...rest }, reply) => {
      const body = Buffer.isBuffer(rest.body) ? rest.body : Buffer.alloc(0);
      const call = await verifier.verify({ method, path, headers, body });
      await call.useUp();
      const counts = await count(readFields(body), clock());
      return reply.header('cache-control', 'no-store').send({ counts });
    },
  );
}

function readFields(body: Buffer): readonly ConsentSets[] {
  try {
    return request.parse(JSON.parse(body.toString())).fields;
  } catch {
    throw new PublicError('BAD_REQUEST', 'fields: 1 to 20 lists of sets of scopes are expected');
  }
}
