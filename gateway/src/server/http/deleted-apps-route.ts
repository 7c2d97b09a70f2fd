import { randomUUID } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';
import type { VerifySubgraphCall } from './verify-subgraph-call.ts';

export interface DeletedAppsOptions {
  readonly verify: VerifySubgraphCall;
  /** The identity service, and the secret of calls to it. */
  readonly identity: { readonly url: string; readonly secret: string };
}

const path = '/deleted-apps';
const bodyLimit = 256_000;
const timeoutMs = 1_500;

/**
 * `POST /deleted-apps`: a subgraph that stores something for apps asks which of them are deleted, and signs
 * the call. The identity service answers through the gateway, because agencies cannot reach it.
 */
export function deletedAppsRoute(app: FastifyInstance, { verify, identity }: DeletedAppsOptions): void {
  const sign = createRequestSigner({ secret: identity.secret, keyId: 'identity' });
  app.register(async (scope) => {
    // The signature covers the raw bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
      done(null, body),
    );
    scope.post(path, { bodyLimit }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      await verify(request, body);
      const { status, text } = await ask(body.toString(), request.id);
      return reply.code(status).headers({ 'cache-control': 'no-store' }).type('application/json').send(text);
    });
  });

  async function ask(body: string, requestId: string = randomUUID()) {
    const signed = sign({ method: 'POST', path, body, principal: anonymous, requestId });
    const response = await fetch(new URL(path, identity.url), {
      method: 'POST',
      headers: { ...signed, 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => {
      throw new PublicError('SUBGRAPH_UNAVAILABLE');
    });
    if (response.status !== 200 && response.status !== 400) {
      await response.body?.cancel();
      throw new PublicError('SUBGRAPH_UNAVAILABLE');
    }
    return { status: response.status, text: await response.text() };
  }
}
