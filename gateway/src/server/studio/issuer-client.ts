import { studioClient } from '@civic-graph/tokens';
import * as client from 'openid-client';
import type { SignInAttempt, StudioSession } from './cookies.ts';

export interface IssuerClientOptions {
  readonly issuer: string;
  /** Any URL of the identity service that the gateway can reach. */
  readonly identityUrl: string;
  readonly studioUrl: string;
  readonly audience: string;
  /** The one shared with identity. */
  readonly secret: string;
  readonly fetch?: typeof fetch;
}

/** The Studio's sign-in at the issuer: authorization code with PKCE (RFC 7636). */
export interface IssuerClient {
  /** @param scopes everything that the Studio may use; a person gets what the account has */
  begin(
    returnTo: string,
    scopes: readonly string[],
  ): Promise<{ readonly url: URL; readonly attempt: SignInAttempt }>;
  /** @throws if the issuer refused, or the answer does not belong to the attempt */
  complete(callback: URL, attempt: SignInAttempt): Promise<StudioSession>;
  /** @returns `null` if the session has ended at the issuer */
  refresh(session: StudioSession): Promise<StudioSession | null>;
  revoke(session: StudioSession): Promise<void>;
  /** Where the browser ends the session at the issuer. */
  readonly signOutUrl: string;
}

const timeoutSeconds = 5;

export function createIssuerClient(options: IssuerClientOptions): IssuerClient {
  const { issuer, identityUrl, studioUrl, audience, fetch: send = fetch } = options;
  const { id, secret } = studioClient(options.secret);
  const internal = (path: string) => new URL(path, identityUrl).href;
  const configuration = new client.Configuration(
    {
      issuer,
      authorization_endpoint: new URL('/auth', issuer).href,
      token_endpoint: internal('/token'),
      revocation_endpoint: internal('/token/revocation'),
      end_session_endpoint: new URL('/session/end', issuer).href,
    },
    id,
    { token_endpoint_auth_method: 'client_secret_basic', id_token_signed_response_alg: 'ES256' },
    client.ClientSecretBasic(secret),
  );
  configuration.timeout = timeoutSeconds;
  configuration[client.customFetch] = (url, init) => send(url, { ...init, redirect: 'error' } as RequestInit);
  // The gateway and identity are in one network; calls between them are http in many deployments.
  client.allowInsecureRequests(configuration);
  const redirectUri = `${studioUrl}/studio/callback`;

  return {
    async begin(returnTo, scopes) {
      const attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
        returnTo,
      };
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: ['openid', ...scopes].join(' '),
        resource: audience,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, attempt };
    },
    async complete(callback, { state, nonce, codeVerifier }) {
      const answer = await client.authorizationCodeGrant(configuration, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const name = answer.claims()?.preferred_username;
      return sessionOf(answer, { name: typeof name === 'string' ? name : '', refreshToken: '' });
    },
    async refresh(session) {
      try {
        return sessionOf(
          await client.refreshTokenGrant(configuration, session.refreshToken, { resource: audience }),
          session,
        );
      } catch (error) {
        if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') return null;
        throw error;
      }
    },
    async revoke({ refreshToken }) {
      await client.tokenRevocation(configuration, refreshToken);
    },
    signOutUrl: client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${studioUrl}/` }).href,
  };
}

function sessionOf(
  { access_token: accessToken, refresh_token: refreshToken }: client.TokenEndpointResponse,
  before: Pick<StudioSession, 'name' | 'refreshToken'>,
): StudioSession {
  return { accessToken, refreshToken: refreshToken ?? before.refreshToken, name: before.name };
}
