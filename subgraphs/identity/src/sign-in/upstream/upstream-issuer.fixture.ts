import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type ClientMetadata } from 'oidc-provider';

/** Someone with an account at the upstream issuer, and how they sign in there. */
export interface UpstreamPerson {
  readonly sub: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly acr?: string;
  readonly amr?: readonly string[];
}

export interface UpstreamIssuer {
  readonly url: string;
  /** Signs in next. */
  person: UpstreamPerson;
  /** Parameters of the last authorization request. */
  readonly requested: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export const upstreamSecret = 'the secret of the city at its provider';

export interface UpstreamOptions {
  /** Of the client that authenticates with a key. */
  readonly clientKey?: JWK;
  /** Serves https at this host name: to this machine as `localhost`, else at every address. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly host: string };
}

/** A second issuer, as a province would run one: oidc-provider with its own keys, sessions and pages. */
export async function startUpstreamIssuer(
  port: number,
  identityUrl: string,
  { clientKey, tls }: UpstreamOptions = {},
): Promise<UpstreamIssuer> {
  const url = tls === undefined ? `http://127.0.0.1:${port}` : `https://${tls.host}:${port}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const client = (id: string, more: ClientMetadata | object): ClientMetadata => ({
    client_id: id,
    redirect_uris: [`${identityUrl}/sign-in/callback/${id}`],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: 'ES256',
    backchannel_logout_uri: `${identityUrl}/sign-in/backchannel-logout/${id}`,
    backchannel_logout_session_required: true,
    ...more,
  });
  const staff = (key: JWK) =>
    client('staff', {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [key] },
    });
  const provider = new Provider(url, {
    clients: [
      client('province', {
        client_secret: upstreamSecret,
        token_endpoint_auth_method: 'client_secret_basic',
      }),
      ...(clientKey === undefined ? [] : [staff(clientKey)]),
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'one', alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['upstream'] },
    ttl: {
      Interaction: 600,
      Grant: 600,
      Session: 600,
      AccessToken: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
    pkce: { required: () => true },
    // Its own refuses loopback.
    fetch: (url, { method, headers, body } = {}) =>
      fetch(url, { method, headers, body, redirect: 'error' } as RequestInit),
    acrValues: ['urn:province:face', 'urn:province:sms'],
    scopes: ['openid'],
    claims: {
      ...{ acr: null, amr: null, auth_time: null, iss: null, sid: null },
      openid: ['sub'],
      identified: ['resident_id_number', 'staff_number', 'name'],
    },
    async findAccount(_ctx, id) {
      return { accountId: id, claims: async () => ({ sub: id, ...issuer.person.claims }) };
    },
    interactions: { url: (_ctx, { uid }) => `/login/${uid}` },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
  });
  const handle = provider.callback();
  const listener: RequestListener = async (request, response) => {
    if (!request.url?.startsWith('/login/')) return handle(request, response);
    // Its page: the person signs in and agrees.
    const { params, grantId } = await provider.interactionDetails(request, response);
    requested = params;
    const { sub, acr, amr } = issuer.person;
    const grant =
      (grantId !== undefined && (await provider.Grant.find(grantId))) ||
      new provider.Grant({ accountId: sub, clientId: String(params.client_id) });
    grant.addOIDCScope('openid');
    grant.addOIDCClaims(['resident_id_number', 'staff_number', 'name']);
    await provider.interactionFinished(request, response, {
      login: { accountId: sub, ...(acr && { acr }), ...(amr && { amr: [...amr] }), remember: false },
      consent: { grantId: await grant.save() },
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(port, tls === undefined || tls.host === 'localhost' ? '127.0.0.1' : '0.0.0.0');
  await once(server, 'listening');

  let requested: Readonly<Record<string, unknown>> = {};
  const issuer: UpstreamIssuer = {
    url,
    person: { sub: 'nobody' },
    get requested() {
      return requested;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return issuer;
}
