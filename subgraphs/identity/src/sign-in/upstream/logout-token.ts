import { jwtVerify } from 'jose';
import { z } from 'zod';
import { signingAlgorithms } from './answer.ts';
import { clockTolerance, type ProviderConnection } from './connect-provider.ts';

/** Whose sessions end: of one session at the provider, or all of a subject. */
export interface LogoutToken {
  readonly jti: string;
  readonly sub: string | undefined;
  readonly sid: string | undefined;
}

/** Age (in seconds) up to which a logout token is accepted; used tokens are remembered for longer. */
export const logoutTokenSeconds = 10 * 60;

const event = 'http://schemas.openid.net/event/backchannel-logout';

const text = z.string().min(1).max(255);
const readClaims = z
  .object({
    jti: text,
    sub: text.optional(),
    sid: text.optional(),
    events: z.object({ [event]: z.record(z.string(), z.unknown()) }),
    // So that an ID token is never taken for a logout token.
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

const types = new Set([undefined, 'jwt', 'logout+jwt', 'application/logout+jwt']);

/**
 * Checks a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6), except for its reuse.
 *
 * @throws Error, without a value of the token in its message
 */
export async function readLogoutToken(
  token: string,
  { keys, metadata }: ProviderConnection,
  { clientId, now }: { readonly clientId: string; readonly now: Date },
): Promise<LogoutToken> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer: metadata.issuer,
    audience: clientId,
    algorithms: signingAlgorithms,
    currentDate: now,
    clockTolerance,
    maxTokenAge: logoutTokenSeconds,
    requiredClaims: ['exp', 'jti', 'events'],
  });
  if (!types.has(protectedHeader.typ?.toLowerCase())) throw new Error('typ: another kind of token');
  const read = readClaims.safeParse(payload);
  if (!read.success) throw new Error(`the claim ${read.error.issues[0]?.path.join('.')} is not as expected`);
  const { jti, sub, sid } = read.data;
  return { jti, sub, sid };
}
