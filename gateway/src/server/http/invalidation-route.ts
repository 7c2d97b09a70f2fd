import { PublicError } from '@civic-graph/errors';
import { createRequestVerifier, type RequestVerifier, type VerifiedRequest } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AnswerCache } from '../../subgraphs/caching/answer-cache.ts';
import type { CacheIndex } from '../../subgraphs/caching/cache-index.ts';
import { type EndpointKeys, hasSameKeys } from '../../subgraphs/transport/subgraph-endpoint.ts';
import { readInvalidationRequest } from './invalidation-request.ts';

export interface InvalidationOptions {
  readonly cache: AnswerCache;
  /** The keys of a subgraph now; `undefined` for an unknown one. */
  readonly keysOf: (subgraph: string) => EndpointKeys | undefined;
  readonly index: () => CacheIndex | undefined;
  readonly observe?: ((subgraph: string) => void) | undefined;
}

const bodyLimit = 256_000;

/**
 * `POST /cache/invalidate`: an agency invalidates cached responses. It signs the call, and reaches only its
 * own responses.
 */
export function invalidationRoute(app: FastifyInstance, options: InvalidationOptions): void {
  const { cache, keysOf, index, observe } = options;
  const verifiers = new Map<string, { readonly keys: EndpointKeys; readonly verifier: RequestVerifier }>();
  app.register(async (scope) => {
    // The signature covers the raw bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
      done(null, body),
    );
    scope.post('/cache/invalidate', { bodyLimit }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const subgraph = signer(request.headers['signature-input']);
      const verified = await verify(subgraph, request, body);
      await verified.useUp();
      const { tags, unknown } = readInvalidationRequest(body, subgraph, index());
      await cache.invalidate(tags);
      observe?.(subgraph);
      return reply.header('cache-control', 'no-store').send({ unknown });
    });
  });

  async function verify(subgraph: string, request: FastifyRequest, body: Buffer): Promise<VerifiedRequest> {
    const keys = keysOf(subgraph);
    if (keys === undefined) throw new PublicError('SIGNATURE_REQUIRED');
    let known = verifiers.get(subgraph);
    if (known === undefined || !hasSameKeys(known.keys, keys)) {
      known = { keys, verifier: createRequestVerifier({ ...keys, keyId: subgraph }) };
      // Reused, because the verifier remembers used signatures.
      verifiers.set(subgraph, known);
    }
    const { verifier } = known;
    const { method, url: path, headers } = request;
    return verifier.verify({ method, path, headers, body });
  }
}

/** Returns the claimed signer; its verifier checks the claim. */
function signer(signatureInput: string | string[] | undefined): string {
  return /;keyid="([^"\\]*)"/.exec(String(signatureInput ?? ''))?.[1] ?? '';
}
