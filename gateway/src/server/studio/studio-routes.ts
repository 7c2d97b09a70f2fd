import { respondWithAsset, type StudioAsset } from '@civic-graph/studio';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const languages = ['zh', 'en'];

/** The explorer is a document of its own; all other pages are the document at `/`. */
const explorer = '/explore';

/**
 * Serves the files of the built Studio from memory, so that no request path reaches the file system. Requests
 * wait until the files are there. The two documents choose the page by its URL.
 */
export function studioRoutes(
  app: FastifyInstance,
  { assets, issuer }: { readonly assets: Promise<readonly StudioAsset[]>; readonly issuer: string },
): void {
  const byPath = assets.then((files) => new Map(files.map((asset) => [asset.path, asset])));
  // Each request reports it; without one it must not end the process.
  byPath.catch(() => undefined);
  const send = async (path: string, request: FastifyRequest, reply: FastifyReply) => {
    const asset = (await byPath).get(path);
    if (asset === undefined) return reply.callNotFound();
    const { status, headers, body } = respondWithAsset(asset, request.headers);
    return reply.code(status).headers(headers).send(body);
  };
  for (const prefix of ['', ...languages.map((language) => `/${language}`)]) {
    app.get(`${prefix}${explorer}`, (request, reply) => send(explorer, request, reply));
    app.get(prefix || '/', (request, reply) => send('/', request, reply));
    if (prefix !== '') app.get(`${prefix}/*`, (request, reply) => send('/', request, reply));
  }
  app.get<{ Params: { readonly name: string } }>('/assets/:name', (request, reply) =>
    send(`/assets/${request.params.name}`, request, reply),
  );
  // Only the gateway knows where the issuer is.
  for (const language of languages) {
    app.get(`/studio/my-data/${language}`, (_, reply) =>
      reply.redirect(new URL(`/me/${language}`, issuer).href, 303),
    );
  }
  app.get('/studio/sign-up', (_, reply) => reply.redirect(new URL('/sign-up', issuer).href, 303));
}
