import type { IncomingHttpHeaders } from 'node:http';

/** Sent by the Studio's pages with each request; other origins cannot send it without a preflight. */
export const studioHeader = 'x-studio';

/**
 * Whether a request comes from a page of the Studio: no other site may use a person's cookie (OWASP,
 * custom request headers). `SameSite=Strict` is a second barrier.
 */
export function isFromStudio(headers: IncomingHttpHeaders, studioUrl: string): boolean {
  if (headers[studioHeader] !== '1') return false;
  const { origin, 'sec-fetch-site': site } = headers;
  return (origin === undefined || origin === studioUrl) && (site === undefined || site === 'same-origin');
}
