import type { FastifyInstance } from 'fastify';

/** Serves a script of this origin, for pages whose policy has `hasScript`. */
export function serveScript(app: FastifyInstance, path: string, text: string): void {
  app.get(path, (_request, reply) =>
    reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'max-age=3600',
        'x-content-type-options': 'nosniff',
      })
      .send(text),
  );
}
