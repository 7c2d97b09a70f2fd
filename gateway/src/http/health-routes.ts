import type { FastifyInstance } from 'fastify';
import type { CivicGateway } from '../supergraph/civic-gateway.ts';

/** `/livez`: the process runs. `/readyz`: it can serve; a refused supergraph is told but does not fail it. */
export function healthRoutes(app: FastifyInstance, gateway: CivicGateway, isStopping: () => boolean): void {
  app.get('/livez', async () => ({ status: 'live' }));
  app.get('/readyz', async (_, reply) => {
    const { current, refused } = gateway;
    const ready = current !== null && !isStopping();
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not ready',
      supergraph: current?.version ?? null,
      planner: current?.planner.name ?? null,
      ...(refused && { refusedSupergraph: { at: refused.at.toISOString(), reason: refused.reason } }),
    });
  });
}
