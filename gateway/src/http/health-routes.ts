import type { FastifyInstance } from 'fastify';
import type { CivicGateway } from '../supergraph/civic-gateway.ts';

/**
 * `/livez`: the process runs. `/readyz`: it can serve. A refused supergraph is told but does not fail it, and neither
 * does personal data that is withheld: a balancer that took the gateway away would end public data as well.
 */
export function healthRoutes(
  app: FastifyInstance,
  gateway: CivicGateway,
  is: { readonly stopping: () => boolean; readonly withholdingPersonalData: () => boolean },
): void {
  app.get('/livez', async () => ({ status: 'live' }));
  app.get('/readyz', async (_, reply) => {
    const { current, refused } = gateway;
    const ready = current !== null && !is.stopping();
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not ready',
      supergraph: current?.version ?? null,
      planner: current?.planner.name ?? null,
      personalData: is.withholdingPersonalData() ? 'withheld' : 'served',
      ...(refused && { refusedSupergraph: { at: refused.at.toISOString(), reason: refused.reason } }),
    });
  });
}
