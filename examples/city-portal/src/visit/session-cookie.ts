import { cookie, readCookie } from '../http/cookies.ts';
import { type Desk, isSecure } from './visit.ts';

/** Browsers accept the prefix from this host and over https only (RFC 6265bis, section 4.1.3). */
const nameOf = (desk: Desk) => (isSecure(desk) ? '__Host-portal' : 'portal');

/** Returns the id of the visitor's session; `null` for a visitor without one. */
export function sessionIdOf(request: Request, desk: Desk): string | null {
  const id = readCookie(request, nameOf(desk));
  return id !== null && /^[\w-]{43}$/.test(id) ? id : null;
}

/** Begins a session. A sign-in never continues an old one, whose id somebody else may know. */
export function newSession(desk: Desk): { readonly id: string; readonly cookie: string } {
  const id = Buffer.from(desk.random(32)).toString('base64url');
  return { id, cookie: cookie(nameOf(desk), id, { secure: isSecure(desk) }) };
}

export function endedSession(desk: Desk): string {
  return cookie(nameOf(desk), '', { secure: isSecure(desk), maxAgeSeconds: 0 });
}
