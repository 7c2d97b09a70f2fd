import type { FastifyRequest } from 'fastify';

/** Whether a page of another origin caused the request (Fetch Metadata); false if unknown. */
export function isCrossOrigin({ headers }: FastifyRequest): boolean {
  return ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
}
