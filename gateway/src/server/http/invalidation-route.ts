import type { FastifyInstance } from 'fastify';
import type { AnswerCache } from '../../subgraphs/caching/answer-cache.ts';
import type { CacheIndex } from '../../subgraphs/caching/cache-index.ts';
import { readInvalidationRequest } from './invalidation-request.ts';
import type { VerifySubgraphCall } from './verify-subgraph-call.ts';

export interface InvalidationOptions {
  readonly cache: AnswerCache;
  readonly verify: VerifySubgraphCall;
  readonly index: () => CacheIndex | undefined;
  readonly observe?: ((subgraph: string) => void) | undefined;
}

const bodyLimit = 256_000;

/**
 * `POST /cache/invalidate`: an agency invalidates cached responses. It signs the call, and reaches only its
 * own responses.
 */
export function invalidationRoute(app: FastifyInstance, options: InvalidationOptions): void {
  const { cache, verify, index, observe } = options;
  app.register(async (scope) => {
    // The signature covers the raw bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
      done(null, body),
    );
    scope.post('/cache/invalidate', { bodyLimit }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const subgraph = await verify(request, body);
      const { tags, unknown } = readInvalidationRequest(body, subgraph, index());
      await cache.invalidate(tags);
      observe?.(subgraph);
      return reply.header('cache-control', 'no-store').send({ unknown });
    });
  });
}
