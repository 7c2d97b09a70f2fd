import { type ConsoleAsset, respondWithAsset } from '@civic-graph/console';
import type { FastifyInstance } from 'fastify';

/** One route per file of the built console, so that no request path reaches the file system. */
export function consoleRoutes(app: FastifyInstance, assets: readonly ConsoleAsset[]): void {
  for (const asset of assets) {
    app.get(asset.path, async (request, reply) => {
      const { status, headers, body } = respondWithAsset(asset, request.headers);
      return reply.code(status).headers(headers).send(body);
    });
  }
}
