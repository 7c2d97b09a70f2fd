import { PublicError } from '@civic-graph/errors';
import type { Clock } from '@civic-graph/tokens';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorJson, errorXml } from './message.ts';
import { headerOf } from './request/header.ts';
import { SdmxError } from './sdmx-error.ts';

interface ErrorContext {
  readonly report: (error: unknown, path: string) => void;
  readonly clock: Clock;
}

/** Answers with an error message of SDMX-ML if the client prefers XML, otherwise of SDMX-JSON. */
export function sendSdmxError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { report, clock }: ErrorContext,
): FastifyReply {
  const known = asSdmxError(error);
  if (known.code === 500) report(error, request.routeOptions.url ?? '');
  reply.removeHeader('etag');
  reply.removeHeader('last-modified');
  if (known.code === 503 || known.code === 429) reply.header('retry-after', 5);
  reply.header('cache-control', known.code === 100 ? 'public, max-age=10' : 'no-store');
  reply.header('vary', 'accept, accept-language').header('x-content-type-options', 'nosniff');
  reply.code(known.status);
  return prefersXml(request.headers.accept)
    ? reply.type('application/vnd.sdmx.error+xml;version=3.0.0').send(Buffer.from(errorXml(known)))
    : reply
        .type('application/vnd.sdmx.error+json;version=2.0.0')
        .send(Buffer.from(JSON.stringify(errorJson(known, headerOf(request, clock)))));
}

function asSdmxError(error: unknown): SdmxError {
  if (error instanceof SdmxError) return error;
  return error instanceof PublicError && error.code === 'OVERLOADED'
    ? new SdmxError(503, error.message)
    : new SdmxError(500, 'the service failed; retry later');
}

function prefersXml(accept = ''): boolean {
  return /\bxml\b/.test(accept.split(',')[0] ?? '');
}
