import { PublicError } from '@civic-graph/errors';
import { type GatewayHealth, gatewayHealthSchema } from '@civic-graph/releases';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
  readonly receive: (health: GatewayHealth) => Promise<void>;
}

const bodyLimit = 10_000;

/** `POST /health`, for gateways: signed (RFC 9421), and accepted once, since counts are added up. */
export async function healthRoutes(app: FastifyInstance, options: HealthOptions): Promise<void> {
  const { secret, clock, receive } = options;
  const verifier = createRequestVerifier({ secret, keyId: 'platform', clock });
  // The signature covers the raw bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  app.post('/health', { bodyLimit }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { method, url: path, headers } = request;
    const call = await verifier.verify({ method, path, headers, body });
    await call.useUp();
    await receive(parseHealth(body));
    return reply.code(204).send();
  });
}

function parseHealth(body: Buffer): GatewayHealth {
  try {
    return gatewayHealthSchema.parse(JSON.parse(body.toString()));
  } catch {
    throw new PublicError('BAD_REQUEST', 'the body is not the health of a gateway; see packages/releases');
  }
}
