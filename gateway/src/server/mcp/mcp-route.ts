import type { ServerResponse } from 'node:http';
import { PublicError } from '@civic-graph/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticateAgain } from '../../admission/authentication/authenticate.ts';
import type { LoadShedder } from '../http/load-shedding.ts';
import { identify } from '../http/pipeline.ts';
import { refuseEncodedBody } from '../http/refuse-encoded-body.ts';
import { stateOf } from '../http/request-state.ts';
import { MethodNotAllowed } from '../http/unsuitable-request.ts';
import { answerMessage, type MessageOptions } from './answer-message.ts';
import { metadataPath, protectedResource } from './protected-resource.ts';
import { answerRpcError, ForeignOrigin } from './rpc-error-answer.ts';

export interface McpRouteOptions extends MessageOptions {
  /** Address of the MCP server for agents. */
  readonly url: string;
  readonly issuer: string;
  readonly loadShedder: LoadShedder;
}

/**
 * The MCP server over Streamable HTTP: `POST /mcp` with one JSON-RPC message each, without sessions in
 * memory. A `GET` gets no stream, because the server sends nothing by itself.
 */
export function mcpRoute(app: FastifyInstance, options: McpRouteOptions): void {
  const { url, issuer, loadShedder } = options;
  const { origin } = new URL(url);
  const metadata = protectedResource(url, issuer);
  app.get(metadataPath, async (_, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(metadata),
  );

  app.register(async (scope) => {
    scope.setErrorHandler(answerRpcError(url));
    scope.route({
      method: 'POST',
      url: '/mcp',
      onRequest: async (request, reply) => {
        // A token in the URL would be in the logs of proxies; other spellings would bypass limits by path.
        if (request.raw.url !== '/mcp')
          throw new PublicError('NOT_FOUND', 'The path is /mcp, without a query.');
        refuseForeignOrigin(request, origin);
        if (loadShedder.isFullFor(request.raw))
          throw new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 1 } });
        reply.header('cache-control', 'no-store');
        if ((await identify(stateOf(request.raw), options)).principal.kind === 'anonymous')
          throw new PublicError('UNAUTHENTICATED', 'An app’s access token for this MCP server is required.');
        refuseEncodedBody(request.headers);
      },
      handler: async (request, reply) => {
        const caller = await identify(stateOf(request.raw), options);
        const callerNow = async () => {
          const { authorization } = request.headers;
          return { ...caller, principal: await authenticateAgain(authorization, options.verify) };
        };
        const waiting = countLoad(loadShedder, reply.raw, request);
        return answerMessage({ request, response: reply.raw, caller, callerNow, waiting }, options);
      },
    });
    scope.route({
      method: scope.supportedMethods.filter((method) => method !== 'POST'),
      url: '/mcp',
      handler: async () => {
        throw new MethodNotAllowed('POST');
      },
    });
  });
}

/** Browsers always send it with a `POST`, even if DNS rebinding has given the host the page's origin. */
function refuseForeignOrigin({ headers }: FastifyRequest, own: string): void {
  if (headers.origin !== undefined && headers.origin !== own) throw new ForeignOrigin();
}

/**
 * Counts a request as load until its response is closed.
 * @returns a function that pauses or resumes the count
 */
function countLoad(
  loadShedder: LoadShedder,
  response: ServerResponse,
  { raw }: FastifyRequest,
): (isPaused: boolean) => void {
  let isCounted = false;
  const set = (counts: boolean) => {
    if (counts === isCounted) return;
    isCounted = counts;
    if (counts) loadShedder.began(raw);
    else loadShedder.ended();
  };
  response.once('close', () => set(false));
  set(true);
  return (isPaused) => set(!isPaused && !response.closed);
}
