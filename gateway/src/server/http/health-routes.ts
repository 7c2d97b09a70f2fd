import type { FastifyInstance } from 'fastify';
import type { RevocationState } from '../../admission/revocation/revocation-channel.ts';
import type { CivicGateway } from '../../supergraph/civic-gateway.ts';

/**
 * `/livez`: the process runs. `/readyz`: it can serve.
 *
 * A refused supergraph is reported but does not fail readiness, nor does withheld personal data: removing the
 * gateway would end public data as well. A new gateway is not ready before its first feed update.
 */
export function healthRoutes(
  app: FastifyInstance,
  gateway: CivicGateway,
  own: {
    readonly isStopping: () => boolean;
    readonly revocationState: () => RevocationState;
    /** Whether access to personal data can be recorded. */
    readonly isAccessRecorded: () => boolean;
  },
): void {
  app.get('/livez', async () => ({ status: 'live' }));
  app.get('/readyz', async (_, reply) => {
    const { current, refused } = gateway;
    const revocations = own.revocationState();
    const ready = current !== null && !own.isStopping() && revocations !== 'starting';
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not ready',
      supergraph: current?.version ?? null,
      planner: current?.planner.name ?? null,
      personalData: revocations === 'current' && own.isAccessRecorded() ? 'served' : 'withheld',
      accessRecords: own.isAccessRecorded() ? 'written' : 'unwritable',
      ...(refused && { refusedSupergraph: { at: refused.at.toISOString(), reason: refused.reason } }),
    });
  });
}
