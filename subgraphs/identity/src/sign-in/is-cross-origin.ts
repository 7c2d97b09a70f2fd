import type { FastifyRequest } from 'fastify';

/** Whether a page of another origin caused the request; false without Fetch Metadata. */
export function isCrossOrigin({ headers }: FastifyRequest): boolean {
  return ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
}
