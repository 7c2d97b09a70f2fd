import { decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';

/** What an access token says about its caller. */
export interface Caller {
  readonly kind: string;
  readonly subject: string;
  readonly agency: string | null;
  /** The one that a program of an agency publishes. */
  readonly subgraph: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** RFC 3339, in UTC. */
  readonly expiresAt: string;
}

const claims = z.object({
  principal: z.string(),
  sub: z.string(),
  exp: z.number(),
  agency: z.string().nullish(),
  machine: z.object({ agency: z.string(), subgraph: z.string() }).optional(),
  roles: z.array(z.string()).default([]),
  scope: z.string().default(''),
});

/**
 * Reads a token without verifying it: the gateway decides. @throws CommandError for what is no token of
 * ours
 */
export function describeToken(token: string): Caller {
  const parsed = claims.safeParse(payloadOf(token));
  if (!parsed.success)
    throw new CommandError('the token was not issued by this platform; set CIVIC_TOKEN to one that was');
  const { principal: kind, sub: subject, agency, machine, roles, scope, exp } = parsed.data;
  return {
    kind,
    subject,
    agency: agency ?? machine?.agency ?? null,
    subgraph: machine?.subgraph ?? null,
    roles,
    scopes: scope.split(' ').filter(Boolean),
    expiresAt: new Date(exp * 1000).toISOString(),
  };
}

function payloadOf(token: string): JWTPayload | null {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}
