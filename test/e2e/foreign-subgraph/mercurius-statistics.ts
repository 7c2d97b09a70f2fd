import { readFileSync } from 'node:fs';
import { asPublicError, PublicError } from '@civic-graph/errors';
import { anonymous } from '@civic-graph/policy';
import { createRequestVerifier, type VerifiedRequest } from '@civic-graph/tokens';
import { buildFederationSchema } from '@mercuriusjs/federation';
import Fastify, { type FastifyRequest } from 'fastify';
import mercurius from 'mercurius';
import { type Caller, resolvers } from './statistics-resolvers.ts';

/*
 * The statistics agency on Mercurius, which uses only the verifier of signed calls: its schema has one rule,
 * that two fields need a sign-in, and the resolvers enforce it.
 */

const schema = readFileSync(new URL('../../../subgraphs/statistics/schema.graphql', import.meta.url), 'utf8');
const verifier = createRequestVerifier({ secret: process.env.SUBGRAPH_SECRET ?? '', keyId: 'statistics' });
const calls = new WeakMap<FastifyRequest, VerifiedRequest>();

const app = Fastify();
app.removeAllContentTypeParsers();
// The signature covers the bytes, so it is verified where they become JSON.
app.addContentTypeParser(
  'application/json',
  { parseAs: 'buffer' },
  async (request: FastifyRequest, body: Buffer) => {
    const { method, url: path, headers } = request;
    calls.set(request, await verifier.verify({ method, path, headers, body }).catch(refuse));
    return JSON.parse(body.toString());
  },
);
// A request without a body has passed no parser.
app.addHook('preHandler', async (request) => {
  if (!calls.has(request)) refuse(new PublicError('SIGNATURE_REQUIRED'));
});
app.register(mercurius, {
  // The library knows the directives of federation 1; this schema uses one of version 2.
  schema: buildFederationSchema(`directive @shareable on OBJECT | FIELD_DEFINITION\n${schema}`),
  resolvers,
  // Made before the hook that refuses calls without a signature.
  context: (request): Caller => ({ principal: calls.get(request)?.principal ?? anonymous }),
});

console.log(`${await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) })}/graphql`);
process.once('SIGTERM', () => void app.close());

/** Mercurius takes the HTTP status from errors of its own class. */
function refuse(error: unknown): never {
  const refusal = asPublicError(error);
  if (refusal === undefined) throw error;
  throw new mercurius.ErrorWithProps(refusal.message, { code: refusal.code }, refusal.status);
}
