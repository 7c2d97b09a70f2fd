import { respondWithAsset, type StudioAsset } from '@civic-graph/studio';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const languages = ['zh', 'en'];

/** The explorer is a document of its own; all other pages are the document at `/`. */
const explorer = '/explore';

/**
 * One route per file of the built Studio, so that no request path reaches the file system. Every page below a
 * language is one of two documents, which choose the page by the URL.
 */
export function studioRoutes(
  app: FastifyInstance,
  { assets, issuer }: { readonly assets: readonly StudioAsset[]; readonly issuer: string },
): void {
  for (const asset of assets) {
    const send = async (request: FastifyRequest, reply: FastifyReply) => {
      const { status, headers, body } = respondWithAsset(asset, request.headers);
      return reply.code(status).headers(headers).send(body);
    };
    app.get(asset.path, send);
    for (const language of languages) {
      if (asset.path === explorer) app.get(`/${language}${explorer}`, send);
      if (asset.path !== '/') continue;
      app.get(`/${language}`, send);
      app.get(`/${language}/*`, send);
    }
  }
  // Only the gateway knows where the issuer is.
  for (const language of languages) {
    app.get(`/studio/my-data/${language}`, (_, reply) =>
      reply.redirect(new URL(`/me/${language}`, issuer).href, 303),
    );
  }
}
