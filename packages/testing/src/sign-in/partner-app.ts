import * as client from 'openid-client';
import type { Browser, Visit } from './browser.ts';

/** A partner's app as a developer would write it: openid-client, authorization code, PKCE. */
export interface App {
  readonly configuration: client.Configuration;
  readonly redirectUri: string;
}

/** @param issuer its URL; a demo deployment publishes the app's secret and redirect URI */
export async function connectApp({ url }: { readonly url: string }, clientId = 'wechat-city'): Promise<App> {
  const listed = (await (await fetch(`${url}/demo/personas`)).json()) as {
    apps: { id: string; clientSecret: string; redirectUris: string[] }[];
  };
  const app = listed.apps.find(({ id }) => id === clientId);
  if (app === undefined) throw new Error(`no app ${clientId}`);
  const { clientSecret, redirectUris } = app;
  return connectRegistered({ url }, { clientId, clientSecret, redirectUri: redirectUris[0] ?? '' });
}

/** Creates an app from the result of its registration. */
export async function connectRegistered(
  { url }: { readonly url: string },
  {
    clientId,
    clientSecret,
    redirectUri,
  }: { readonly clientId: string; readonly clientSecret: string; readonly redirectUri: string },
): Promise<App> {
  const configuration = await client.discovery(
    new URL(url),
    clientId,
    { id_token_signed_response_alg: 'ES256' },
    client.ClientSecretBasic(clientSecret),
    { execute: [client.allowInsecureRequests] },
  );
  return { configuration, redirectUri };
}

export interface Authorization {
  readonly url: URL;
  readonly verifier: string;
}

export async function authorizationUrl(
  { configuration, redirectUri }: App,
  scope: string,
  more: Record<string, string> = {},
): Promise<Authorization> {
  const verifier = client.randomPKCECodeVerifier();
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 'the-state',
    ...more,
  });
  return { url, verifier };
}

/** Logs in as `account`; ends at the consent page, or back at the app. */
export async function logIn(browser: Browser, url: URL, account: string, assurance?: string): Promise<Visit> {
  const login = await browser.open(url.href);
  const level: [string, string][] = assurance === undefined ? [] : [['assurance', assurance]];
  return browser.submit(login, '/login', [['account', account], ...level]);
}

/** A citizen's choice on the consent page; sharing nothing is a separate button. */
export function tick(scopes: readonly string[]): [string, string][] {
  return scopes.length === 0 ? [['share', 'nothing']] : scopes.map((scope) => ['scope', scope]);
}

/** @param options an openid-client DPoP handle, to bind the tokens to a key */
export async function redeem(
  app: App,
  callback: string,
  verifier: string,
  options: client.DPoPOptions = {},
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> {
  const checks = { pkceCodeVerifier: verifier, expectedState: 'the-state' };
  return client.authorizationCodeGrant(app.configuration, new URL(callback), checks, undefined, options);
}

export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

export async function refresh(
  app: App,
  refreshToken: string,
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> {
  return client.refreshTokenGrant(app.configuration, refreshToken);
}

/** RFC 7009. */
export async function giveBack(app: App, token: string): Promise<void> {
  return client.tokenRevocation(app.configuration, token);
}

/** A key of the app for bound tokens (RFC 9449). */
export async function dpopHandle({ configuration }: App): Promise<client.DPoPHandle> {
  return client.getDPoPHandle(configuration, await client.randomDPoPKeyPair('ES256'));
}

/** Sends an operation through openid-client: with a bearer token, or with a proof if there is a key. */
export async function callGraph(
  { configuration }: App,
  { url, token, query }: { readonly url: string; readonly token: string; readonly query: string },
  options: client.DPoPOptions = {},
): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json' });
  const body = JSON.stringify({ query });
  return client.fetchProtectedResource(configuration, token, new URL(url), 'POST', body, headers, options);
}
