import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { StudioSession } from './cookies.ts';

/** What the Studio's pages may know about the signed-in person; no token is part of it. */
export interface Person {
  readonly name: string;
  readonly kind: 'operator' | 'admin' | 'developer';
  /** Id of an official's agency. */
  readonly agency: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** When the access token expires (RFC 3339). */
  readonly expiresAt: string;
}

const claims = z.object({
  exp: z.number(),
  principal: z.enum(['operator', 'admin', 'developer']),
  agency: z.string().optional(),
  roles: z.array(z.string()).default([]),
  scope: z.string().default(''),
});

/** Reads the access token, which the issuer has just sent or the gateway has encrypted itself. */
export function personOf({ accessToken, name }: StudioSession): Person {
  const { exp, principal, agency, roles, scope } = claims.parse(decodeJwt(accessToken));
  return {
    name,
    kind: principal,
    agency: agency ?? null,
    roles,
    scopes: scope.split(' ').filter(Boolean),
    expiresAt: new Date(exp * 1000).toISOString(),
  };
}
