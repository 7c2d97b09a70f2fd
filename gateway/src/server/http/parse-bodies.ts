import { PublicError } from '@civic-graph/errors';
import type { FastifyInstance } from 'fastify';
import { read } from './pipeline.ts';
import { type BodyBounds, isBounded } from './request-body.ts';
import { stateOf } from './request-state.ts';

/**
 * Reads and parses bodies within the limits of the fast path, or takes the body that the fast path has read.
 */
export function parseBodies(app: FastifyInstance, bounds: BodyBounds): void {
  app.removeContentTypeParser('text/plain');
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', (request, _payload, done) => {
    const state = stateOf(request.raw);
    void read(state, bounds).then((body) => {
      if (body instanceof PublicError) done(body);
      else if (state.isShed)
        done(new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 1 } }));
      else parseJson(request, body.toString('utf8'), done);
    });
  });
  // Connection: close (RFC 9112, section 9.6).
  app.addHook('onSend', async ({ raw }, reply) => {
    if (!raw.complete && !isBounded(raw.headers, bounds.maxBodyBytes)) reply.header('connection', 'close');
  });
}
