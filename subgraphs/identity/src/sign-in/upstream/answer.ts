import { type JWTPayload, errors as joseErrors, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { z } from 'zod';
import { isAccessTokenHash } from './access-token-hash.ts';
import type { Attempt, AttemptSecrets } from './attempts.ts';
import { clockTolerance, type ProviderConnection } from './connect-provider.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { asRefusal, SignInRefusal } from './refusal.ts';

/** What is read of a provider's answer; everything else is dropped here. */
export interface ProviderAnswer {
  readonly sub: string;
  readonly sid: string | undefined;
  readonly acr: string | undefined;
  readonly amr: readonly string[] | undefined;
  /** Time of the sign-in at the provider, in seconds. */
  readonly authTime: number;
  /** Value of the claim that identifies each kind of person. */
  readonly people: Readonly<Partial<Record<keyof ProviderSettings['people'], string>>>;
}

/** Asymmetric algorithms of ID tokens and logout tokens. */
export const signingAlgorithms = [
  ...['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512', 'Ed25519', 'EdDSA'],
];

const readClaims = z.object({
  sub: z.string().min(1).max(255),
  sid: z.string().min(1).max(255).optional(),
  acr: z.string().optional(),
  amr: z.array(z.string()).optional(),
  iat: z.number(),
  auth_time: z.number().int(),
});
const identifying = z
  .union([z.string(), z.number().int()])
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1).max(100));

/**
 * Redeems the code of a callback and checks the ID token (OpenID Connect Core, section 3.1.3.7; RFC 9207).
 *
 * @param callback with the parameters that the browser brought
 * @throws SignInRefusal
 */
export async function readAnswer(
  settings: ProviderSettings,
  connection: ProviderConnection,
  callback: URL,
  { attempt, secrets, now }: { attempt: Attempt; secrets: AttemptSecrets; now: Date },
): Promise<ProviderAnswer> {
  try {
    const tokens = await client.authorizationCodeGrant(connection.configuration(), callback, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      // The request asked at its own time.
      maxAge: attempt.maxAge + Math.max(0, Math.ceil((now.getTime() - attempt.startedAt.getTime()) / 1000)),
      idTokenExpected: true,
    });
    const { payload, algorithm } = await verifySigned(
      connection,
      tokens.id_token ?? '',
      settings.clientId,
      now,
    );
    if ('at_hash' in payload && !isAccessTokenHash(payload.at_hash, tokens.access_token, algorithm)) {
      throw invalid('at_hash does not belong to the access token');
    }
    return readPayload(payload, settings, now);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Reads the provider's keys again for an unknown key id: the token came from the provider itself. */
async function verifySigned(
  { keys, metadata }: ProviderConnection,
  token: string,
  audience: string,
  currentDate: Date,
): Promise<{ readonly payload: JWTPayload; readonly algorithm: string }> {
  const checks = {
    ...{ audience, currentDate, clockTolerance, algorithms: signingAlgorithms },
    issuer: metadata.issuer,
  };
  const verify = async () => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, checks);
    return { payload, algorithm: protectedHeader.alg };
  };
  try {
    return await verify();
  } catch (error) {
    if (!(error instanceof joseErrors.JWKSNoMatchingKey)) throw error;
    await keys.reload();
    return verify();
  }
}

function readPayload(payload: JWTPayload, { people, clientId }: ProviderSettings, now: Date): ProviderAnswer {
  const { aud, azp } = payload;
  // No other audience is trusted here (section 3.1.3.7, steps 3 to 5).
  if (Array.isArray(aud) && aud.length > 1) throw invalid('the ID token has another audience');
  if (azp !== undefined && azp !== clientId) throw invalid('the ID token was issued to another client (azp)');
  const read = readClaims.safeParse(payload);
  if (!read.success) throw invalid(`the claim ${read.error.issues[0]?.path.join('.')} is not as expected`);
  const { sub, sid, acr, amr, iat, auth_time: authTime } = read.data;
  const latest = now.getTime() / 1000 + clockTolerance;
  if (iat > latest || authTime > latest) throw invalid('iat or auth_time lies in the future');
  const found = Object.entries(people).flatMap(([kind, claim]) => {
    const value = identifying.safeParse(payload[claim]);
    return value.success ? [[kind, value.data]] : [];
  });
  return { sub, sid, acr, amr, authTime, people: Object.fromEntries(found) };
}

function invalid(reason: string): SignInRefusal {
  return new SignInRefusal('provider_answer_invalid', reason);
}
