import { createHmac, timingSafeEqual } from 'node:crypto';

/** CSRF token of a session's forms: another site can neither read the cookie nor compute this from it. */
export function formToken(sessionId: string): string {
  return createHmac('sha256', sessionId).update('form').digest('base64url');
}

export function isFormToken(presented: string | null, sessionId: string): boolean {
  const [given, expected] = [Buffer.from(presented ?? ''), Buffer.from(formToken(sessionId))];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether a request that changes something comes from a page of the portal. */
export function isOwnRequest(request: Request, origin: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  return (request.headers.get('origin') ?? origin) === origin;
}
