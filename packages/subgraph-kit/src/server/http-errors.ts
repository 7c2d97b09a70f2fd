import { asPublicError, type ErrorCode, PublicError } from '@civic-graph/errors';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { asBorderError } from '../database/border-error.ts';
import { refusedConnection } from '../database/connection-refused.ts';

/** Answers a rejected request as a GraphQL error, with a public code. */
export function answerErrors(app: FastifyInstance, report: (error: unknown, path: string) => void): void {
  app.setErrorHandler((error, request, reply) => {
    const publicError = asPublicError(error) ?? asPublicError(asBorderError(error));
    if (publicError !== undefined) {
      const refused = refusedConnection(publicError);
      if (refused !== null) report(refused, request.routeOptions.url ?? '');
      return sendError(reply, publicError.status, publicError);
    }
    const status = statusOf(error);
    if (status === 413) return sendError(reply, status, new PublicError('PAYLOAD_TOO_LARGE'));
    if (status >= 400 && status < 500) return sendError(reply, status, new PublicError('BAD_REQUEST'));
    report(error, request.routeOptions.url ?? '');
    return sendError(reply, 500, new PublicError('INTERNAL_SERVER_ERROR'));
  });
  app.setNotFoundHandler((_request, reply) => sendError(reply, 404, new PublicError('NOT_FOUND')));
}

function sendError(reply: FastifyReply, status: number, error: PublicError): FastifyReply {
  const extensions: { code: ErrorCode } = { code: error.code };
  const { retryAfter } = error.extensions;
  if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  return reply.code(status).send({ errors: [{ message: error.message, extensions }] });
}

function statusOf(error: unknown): number {
  return (error as Partial<FastifyError>).statusCode ?? 500;
}
