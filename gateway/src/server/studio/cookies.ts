import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { z } from 'zod';
import { createSealedCookie, type SealedCookie } from './sealed-cookie.ts';

/** A signed-in person's tokens. */
const session = z.object({ accessToken: z.string(), refreshToken: z.string(), name: z.string() });
export type StudioSession = z.infer<typeof session>;

/** A sign-in that has begun. */
const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
});
export type SignInAttempt = z.infer<typeof attempt>;

/** As long as a session of the issuer. */
const sessionSeconds = 12 * 60 * 60;
const attemptSeconds = 10 * 60;

export interface StudioCookies {
  readonly session: Cookie<StudioSession>;
  readonly attempt: Cookie<SignInAttempt>;
}

/** One cookie of the Studio's pages; no script can read it. */
export interface Cookie<Content> {
  /** Whether the request has it, valid or not. */
  isIn(headers: IncomingHttpHeaders): boolean;
  read(headers: IncomingHttpHeaders): Promise<Content | null>;
  /** @returns the value of a `Set-Cookie` header */
  set(content: Content): Promise<string>;
  readonly cleared: string;
}

/** @param isSecure whether browsers reach the Studio over https */
export function studioCookies(
  key: Uint8Array,
  { isSecure, clock }: { readonly isSecure: boolean; readonly clock: () => Date },
): StudioCookies {
  // `__Host-` (RFC 6265bis, section 4.1.3.2): no other host of the domain can set it.
  const prefix = isSecure ? '__Host-' : '';
  const sealed = { key, clock };
  return {
    session: cookie(
      createSealedCookie({ ...sealed, audience: 'studio session', seconds: sessionSeconds, schema: session }),
      { name: `${prefix}studio-session`, sameSite: 'strict', seconds: sessionSeconds, isSecure },
    ),
    attempt: cookie(
      createSealedCookie({ ...sealed, audience: 'studio sign-in', seconds: attemptSeconds, schema: attempt }),
      // Lax: the issuer, which may be another site, sends the browser back.
      { name: `${prefix}studio-sign-in`, sameSite: 'lax', seconds: attemptSeconds, isSecure },
    ),
  };
}

interface CookieOptions {
  readonly name: string;
  readonly sameSite: 'strict' | 'lax';
  readonly seconds: number;
  readonly isSecure: boolean;
}

function cookie<Content>(
  sealed: SealedCookie<Content>,
  { name, sameSite, seconds, isSecure }: CookieOptions,
): Cookie<Content> {
  const attributes = { httpOnly: true, path: '/', sameSite, secure: isSecure } as const;
  const valueIn = ({ cookie: header }: IncomingHttpHeaders) =>
    header === undefined ? undefined : parseCookie(header)[name];
  return {
    isIn: ({ cookie: header }) => header?.includes(`${name}=`) === true,
    async read(headers) {
      const value = valueIn(headers);
      return value === undefined ? null : sealed.open(value);
    },
    set: async (content) =>
      stringifySetCookie({ name, value: await sealed.seal(content), maxAge: seconds, ...attributes }),
    cleared: stringifySetCookie({ name, value: '', maxAge: 0, ...attributes }),
  };
}
