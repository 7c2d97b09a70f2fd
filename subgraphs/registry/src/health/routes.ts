import { PublicError } from '@civic-graph/errors';
import { type GatewayHealth, gatewayHealthSchema } from '@civic-graph/releases';
import type { FastifyInstance } from 'fastify';
import { requireSignedBody } from '../pull/signed-bodies.ts';

export interface HealthOptions {
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
  readonly receive: (health: GatewayHealth) => Promise<void>;
}

const bodyLimit = 10_000;

/** `POST /health`, for gateways: signed (RFC 9421), and accepted once, since counts are added up. */
export async function healthRoutes(app: FastifyInstance, options: HealthOptions): Promise<void> {
  requireSignedBody(app, options);

  app.post('/health', { bodyLimit }, async ({ body }, reply) => {
    await options.receive(parseHealth(body));
    return reply.code(204).send();
  });
}

function parseHealth(body: unknown): GatewayHealth {
  try {
    return gatewayHealthSchema.parse(JSON.parse(String(body)));
  } catch {
    throw new PublicError('BAD_REQUEST', 'the body is not the health of a gateway; see packages/releases');
  }
}
