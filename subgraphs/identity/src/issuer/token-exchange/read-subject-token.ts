import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { errors, type JWK } from 'oidc-provider';
import { z } from 'zod';
import { signingAlgorithm } from '../signing-keys.ts';

const claims = z.object({
  client_id: z.string(),
  grant: z.string(),
  consent_id: z.string().optional(),
  iat: z.int(),
  exp: z.int(),
  // Officials and developers have the Studio; only apps have agents.
  principal: z.enum(['citizen', 'app']),
  auth_time: z.int().optional(),
  scope: z
    .string()
    .default('')
    .transform((scope) => scope.split(' ').filter(Boolean)),
});

/** The claims of an agent's token that the exchange needs. */
export type SubjectToken = Readonly<z.infer<typeof claims>>;

/**
 * Reads agents' tokens: signed by this issuer, for the MCP server, and not expired.
 * @throws errors.InvalidRequest, the code of RFC 8693, section 2.2.2
 */
export function subjectTokenReader(
  keys: readonly JWK[],
  { issuer, mcpUrl, clock }: { readonly issuer: string; readonly mcpUrl: string; readonly clock: () => Date },
): (token: string) => Promise<SubjectToken> {
  const publicKeys = createLocalJWKSet({
    keys: keys.map(({ d: _, ...publicKey }) => publicKey),
  } as JSONWebKeySet);

  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, publicKeys, {
        issuer,
        // A token for the graph must not be exchanged into another one.
        audience: mcpUrl,
        typ: 'at+jwt',
        algorithms: [signingAlgorithm],
        currentDate: clock(),
      });
      return claims.parse(payload);
    } catch {
      throw new errors.InvalidRequest(
        'subject_token is not a valid access token of an app for the MCP server',
      );
    }
  };
}
