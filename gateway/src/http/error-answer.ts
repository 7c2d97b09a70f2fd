import { asPublicError, type ErrorCode, PublicError } from '@civic-graph/errors';
import type { FastifyError, FastifyInstance } from 'fastify';

/** Every error outside GraphQL has the same form as one inside: `{errors: [{message, extensions: {code}}]}`. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = asPublicError(error) ?? fromFastify(error);
    if (known.status >= 500) request.log.error({ error: error.name, stack: error.stack }, 'a request failed');
    if (known.code === 'UNAUTHENTICATED')
      void reply.header('www-authenticate', 'Bearer error="invalid_token"');
    return reply
      .code(known.status)
      .type('application/json; charset=utf-8')
      .send({ errors: [known.toJSON()] });
  });
  app.setNotFoundHandler((_, reply) => {
    const error = new PublicError('NOT_FOUND');
    return reply.code(error.status).send({ errors: [error.toJSON()] });
  });
}

const byStatus: Readonly<Record<number, ErrorCode>> = {
  413: 'PAYLOAD_TOO_LARGE',
  415: 'BAD_REQUEST',
  400: 'BAD_REQUEST',
};

/** Fastify's own refusals (body too large, not JSON) carry a status; anything else is our fault. */
function fromFastify(error: FastifyError): PublicError {
  const code = error.statusCode === undefined ? undefined : byStatus[error.statusCode];
  return new PublicError(code ?? 'INTERNAL_SERVER_ERROR');
}
