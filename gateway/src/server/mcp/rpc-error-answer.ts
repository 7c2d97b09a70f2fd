import { asPublicError, describeError, type ErrorCode, PublicError } from '@civic-graph/errors';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { UnsupportedBody } from '../http/error-answer.ts';
import { retryAfterOf } from '../http/retry-after.ts';
import { MethodNotAllowed } from '../http/unsuitable-request.ts';
import { challengeWithMetadata } from './protected-resource.ts';

/** A page of another origin; answered with 403 (MCP, Streamable HTTP, security warning). */
export class ForeignOrigin extends PublicError {
  constructor() {
    super('BAD_REQUEST', 'Pages of this origin may not call the MCP server.');
  }

  override get status(): number {
    return 403;
  }
}

/** The session is expired or belongs to another caller; the client then begins a new one. */
export class UnknownSession extends PublicError {
  constructor() {
    super('NOT_FOUND', 'The session is unknown or expired. Send initialize again.');
  }
}

/** Reserved for implementations by JSON-RPC 2.0, section 5.1. */
const serverError = -32_000;

/** Answers a refused request as a JSON-RPC error, with our code in `data`. */
export function answerRpcError(url: string) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = asPublicError(error) ?? fromFastify(error);
    if (known.status >= 500 && known.code !== 'OVERLOADED')
      request.log.error({ error: describeError(error) }, 'an MCP request failed');
    const hasToken = request.headers.authorization !== undefined;
    const challenge = challengeWithMetadata(known.code, url, { hasToken });
    if (challenge !== undefined) reply.header('www-authenticate', challenge);
    if (known instanceof MethodNotAllowed) reply.header('allow', known.allow);
    const retryAfter = retryAfterOf(known);
    if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
    const { message, extensions: data } = known;
    return reply
      .code(known.status)
      .header('cache-control', 'no-store')
      .send({ jsonrpc: '2.0', id: null, error: { code: serverError, message, data } });
  };
}

const byStatus: Readonly<Record<number, ErrorCode>> = { 413: 'PAYLOAD_TOO_LARGE', 400: 'BAD_REQUEST' };

/** Fastify's own errors have a status; any other error is a bug of the gateway. */
function fromFastify({ statusCode = 500 }: FastifyError): PublicError {
  if (statusCode === 415) return new UnsupportedBody('The content type must be application/json.');
  const code = byStatus[statusCode] ?? 'INTERNAL_SERVER_ERROR';
  return new PublicError(code, code === 'BAD_REQUEST' ? 'The body is not JSON.' : undefined);
}
