import { asPublicError, describeError, type ErrorCode, PublicError } from '@civic-graph/errors';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { challengeFor } from './challenge.ts';
import { isEventStream } from './media-type.ts';
import { operationStatus } from './operation-status.ts';
import { stateOf } from './request-state.ts';
import { retryAfterOf } from './retry-after.ts';
import { MethodNotAllowed } from './unsuitable-request.ts';

/** A body in an unsupported format (RFC 9110, section 15.5.16). */
export class UnsupportedBody extends PublicError {
  constructor(message?: string) {
    super('BAD_REQUEST', message);
  }

  override get status(): number {
    return 415;
  }
}

/** Errors outside GraphQL have the same form as those inside: `{errors: [{message, extensions: {code}}]}`. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(answerError);
  app.setNotFoundHandler((_, reply) => answer(reply, new PublicError('NOT_FOUND')));
}

/** Also handles requests that Fastify refuses before routing, such as a path that is not a valid URL. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asPublicError(error) ?? fromFastify(error);
  // A shed request writes no log line, so that shedding stays cheap.
  if (known.status >= 500 && known.code !== 'OVERLOADED')
    request.log.error({ error: describeError(error) }, 'a request failed');
  const challenge = challengeFor(known.code);
  if (challenge !== undefined) reply.header('www-authenticate', challenge);
  if (known instanceof MethodNotAllowed) reply.header('allow', known.allow);
  const retryAfter = retryAfterOf(known);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  return answer(reply, known);
}

function answer(reply: FastifyReply, error: PublicError): FastifyReply {
  const { headers, raw } = reply.request;
  const { answerType } = stateOf(raw);
  return reply
    .code(operationStatus(error.status, error.code, headers.accept))
    .type(answerType === null || isEventStream(answerType) ? json : answerType)
    .send({ errors: [error.toJSON()] });
}

const json = 'application/json; charset=utf-8';

const byStatus: Readonly<Record<number, ErrorCode>> = {
  413: 'PAYLOAD_TOO_LARGE',
  400: 'BAD_REQUEST',
};

const badRequest = 'The request is not well-formed HTTP, or its body is not JSON.';

/**
 * Fastify's own errors (body too large, invalid JSON) carry a status; any other error is a defect of the
 * gateway.
 */
function fromFastify({ statusCode }: FastifyError): PublicError {
  if (statusCode === 415) return new UnsupportedBody('The content type must be application/json.');
  const code = statusCode === undefined ? undefined : byStatus[statusCode];
  return new PublicError(code ?? 'INTERNAL_SERVER_ERROR', code === 'BAD_REQUEST' ? badRequest : undefined);
}
