import { decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';

/** An issuer and a gateway behind one `fetch`, for behaviour that the real ones do not show. */
export interface FakeIssuer {
  readonly fetch: typeof fetch;
  /** Requests so far. */
  readonly sent: { readonly url: string; readonly headers: Headers; readonly body: string }[];
  /** Next answers of the token endpoint, before the usual one. */
  readonly tokenAnswers: (() => Response | Promise<Response>)[];
  /** Next answers of the gateway, before the usual one. */
  readonly gatewayAnswers: (() => Response | Promise<Response>)[];
  /** Whether discovery fails. */
  isDown: boolean;
}

export const issuer = 'https://issuer.example';
export const gateway = 'https://gateway.example/graphql';
export const app = {
  issuer,
  gateway,
  clientId: 'app',
  clientSecret: 'secret',
  redirectUri: 'https://app.example/callback',
} as const;

/** @param now clock of the issuer, in milliseconds since 1970 */
export async function fakeIssuer({
  now = Date.now,
}: {
  readonly now?: () => number;
} = {}): Promise<FakeIssuer> {
  const { privateKey } = await generateKeyPair('ES256');
  let count = 0;

  const fake: FakeIssuer = {
    sent: [],
    tokenAnswers: [],
    gatewayAnswers: [],
    isDown: false,
    async fetch(input, init = {}) {
      const url = String(input instanceof Request ? input.url : input);
      fake.sent.push({ url, headers: new Headers(init.headers), body: String(init.body ?? '') });
      if (url === `${issuer}/.well-known/openid-configuration`) {
        if (fake.isDown) throw new TypeError('fetch failed');
        return Response.json(metadata);
      }
      if (url === gateway)
        return (await fake.gatewayAnswers.shift()?.()) ?? Response.json({ data: { ok: true } });
      if (url === `${issuer}/revocation`) return new Response();
      return (await fake.tokenAnswers.shift()?.()) ?? Response.json(await tokens(String(init.body), init));
    },
  };
  return fake;

  async function tokens(form: string, init: RequestInit): Promise<object> {
    const parameters = new URLSearchParams(form);
    const seconds = Math.floor(now() / 1_000);
    const nonce = parameters.get('code');
    const id_token = await new SignJWT({ nonce })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(issuer)
      .setAudience('app')
      .setSubject('the citizen')
      .setIssuedAt(Math.floor(Date.now() / 1_000))
      .setExpirationTime('1h')
      .sign(privateKey);
    count += 1;
    return {
      access_token: `access-${count}-${seconds}`,
      token_type: new Headers(init.headers).has('dpop') ? 'DPoP' : 'Bearer',
      expires_in: 1_800,
      scope: 'a b',
      refresh_token: `refresh-${count}`,
      ...(parameters.get('grant_type') === 'authorization_code' && { id_token }),
    };
  }
}

const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  revocation_endpoint: `${issuer}/revocation`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  dpop_signing_alg_values_supported: ['ES256'],
};

/** Reads the claims of a proof and the key in its header. */
export function proofIn(headers: Headers): {
  readonly claims: Record<string, unknown>;
  readonly jwk: unknown;
} {
  const proof = headers.get('dpop') ?? '';
  const [, payload = ''] = proof.split('.');
  const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as Record<
    string,
    unknown
  >;
  return { claims, jwk: decodeProtectedHeader(proof).jwk };
}

/** Returns the callback of a sign-in. Its code is the nonce, which goes into the ID token. */
export function callbackOf(signInUrl: string): string {
  const { searchParams } = new URL(signInUrl);
  const answer = {
    code: searchParams.get('nonce') ?? '',
    state: searchParams.get('state') ?? '',
    iss: issuer,
  };
  return `/callback?${new URLSearchParams(answer)}`;
}
