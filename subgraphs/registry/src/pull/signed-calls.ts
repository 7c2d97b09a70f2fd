import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';

/**
 * Accepts only gateways: calls are signed (RFC 9421) and valid once. The signatures of older gateways do not
 * cover the query of a URL.
 */
export function requireSignature(
  app: FastifyInstance,
  { secret, clock }: { readonly secret: string; readonly clock: () => Date },
): void {
  const verifier = createRequestVerifier({ secret, keyId: 'platform', clock, allowsQuery: true });
  app.addHook('onRequest', async ({ method, url, headers }) => {
    const call = await verifier.verify({ method, path: url, headers, body: Buffer.alloc(0) });
    await call.useUp();
  });
}
