import { acrOf, dpopAlgorithms } from '@civic-graph/tokens';
import { type Configuration, errors, type JWK, type KoaContextWithOIDC } from 'oidc-provider';
import { currentSessions } from '../linked-identities/current-sessions.ts';
import { findMachineClient } from '../machine-clients/find-machine-client.ts';
import { safelistClaim } from '../partners/safelist-state.ts';
import type { AppRow } from '../store/database.ts';
import { findApp } from '../store/directory.ts';
import { approvedScopes, scopesForPurpose } from './account.ts';
import { permittedScopes } from './authorize.ts';
import { createClientAdapter, oldSecretMember } from './client-metadata.ts';
import { deviceFlowFeature } from './device-flow/device-flow-feature.ts';
import { createSealer } from './device-flow/sealer.ts';
import { type ClientCall, createClientFetch } from './fetch-from-client.ts';
import { existingGrant, signInOfGrant } from './grant.ts';
import type { IssuerDependencies } from './issuer.ts';
import { lifetimes } from './lifetimes.ts';
import { createOidcPayloadAdapter } from './oidc-payload-adapter.ts';
import { resourceServerInfo, resourceUrls } from './resource-server.ts';
import { signInPolicy } from './sign-in-policy.ts';
import { signingAlgorithm } from './signing-keys.ts';
import { isStudioClient } from './studio-client.ts';
import { subjects } from './subjects.ts';
import { appClaims, machineClaims, personClaims } from './token-claims.ts';
import { exchangeClientMetadata } from './token-exchange/exchange-client.ts';
import { exchangeBehind } from './token-exchange/exchanged-tokens.ts';

/** Complete configuration of oidc-provider; other settings have its defaults. */
export function providerConfiguration(dependencies: IssuerDependencies, keys: readonly JWK[]): Configuration {
  const { database, audience, clock, pairwiseSalt, pages } = dependencies;
  const fetchFromClient = createClientFetch({ loopback: dependencies.sandbox });
  const sealer = createSealer(pairwiseSalt);
  const secure = dependencies.issuer.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, secure } as const;

  return {
    adapter(model) {
      if (model === 'Client') return createClientAdapter(dependencies);
      const payloads = createOidcPayloadAdapter(database, model, clock, sealer);
      return model === 'Session' ? currentSessions(payloads, database, clock) : payloads;
    },
    jwks: { keys },

    ...subjects(dependencies),
    acrValues: Object.values(acrOf),

    // Flow: code with PKCE for every client of others. The provider supports only S256. `none` returns
    // nothing: it is for the issuer's own pages, which read the session.
    responseTypes: ['code', 'none'],
    pkce: { required: () => true },
    // `none`: the command line, which keeps no secret.
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clients: dependencies.mcpUrl === null ? [] : [exchangeClientMetadata(dependencies)],
    extraClientMetadata: { properties: [oldSecretMember] },
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
    enabledJWA: {
      idTokenSigningAlgValues: [signingAlgorithm],
      clientAuthSigningAlgValues: [...dpopAlgorithms, 'PS256'],
      dPoPSigningAlgValues: [...dpopAlgorithms],
    },
    allowOmittingSingleRegisteredRedirectUri: false,
    cookies: { keys: [...dependencies.cookieKeys], long: cookie, short: cookie },
    fetch: (url, init) => fetchFromClient(String(url), callOf(init)),
    scopes: ['openid', 'offline_access'],
    extraParams: { purpose: checkPurpose },
    issueRefreshToken: (_ctx, client, source) =>
      client.grantTypeAllowed('refresh_token') &&
      (source.scopes.has('offline_access') || isStudioClient(client)),
    // The Studio's backend authenticates, and several gateways may refresh the token of one session.
    rotateRefreshToken: ({ oidc }) => !isStudioClient(oidc.client),

    // Tokens: a JWT access token for the gateway, even if the request names no resource.
    extraTokenClaims: async (ctx, token) => {
      const exchange = exchangeBehind(token);
      if (!('grantId' in token)) {
        const { clientId = '' } = token;
        const app = await findApp(database, clientId);
        if (app !== undefined) {
          return { ...appClaims(app), ...(await safelistClaim(database, app)), ...exchange?.claims };
        }
        const machine = await findMachineClient(database, dependencies.agencies.current, clientId);
        return machine && machineClaims(machine);
      }
      const signIn = await signInOfGrant(dependencies, token.grantId, token.accountId, token.clientId);
      // No context: a demo token, made outside the provider's endpoints.
      const { AuthorizationCode, DeviceCode, RefreshToken } = ctx?.oidc.entities ?? {};
      const authTime = exchange?.authTime ?? (AuthorizationCode ?? DeviceCode ?? RefreshToken)?.authTime;
      return {
        ...(await personClaims(dependencies, signIn, token, authTime)),
        ...(await safelistClaim(database, signIn.app)),
        ...exchange?.claims,
      };
    },
    loadExistingGrant: (ctx) => existingGrant(dependencies, ctx),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      // Tokens are bound to a proven key. No nonce is required.
      dPoP: { enabled: true },
      // Pushed requests keep the parameters out of the URL (RFC 9126).
      pushedAuthorizationRequests: { enabled: true },
      clientCredentials: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: async (ctx, resource, client) => {
          if (!resourceUrls(dependencies).includes(resource)) throw new errors.InvalidTarget();
          return resourceServerInfo(resource, await resourceScopes(dependencies, ctx, client.clientId));
        },
      },
      deviceFlow: deviceFlowFeature(dependencies),
      // Apps may receive logout notifications.
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => pages.signOut(ctx, form),
        postLogoutSuccessSource: (ctx) => pages.signedOut(ctx),
      },
    },
    renderError: (ctx, out) => pages.failed(ctx, out),
    interactions: {
      policy: signInPolicy(database),
      url: (_ctx, interaction) => `/interaction/${interaction.uid}`,
    },
    ttl: lifetimes,
  };

  async function checkPurpose(ctx: KoaContextWithOIDC, value: string | undefined): Promise<void> {
    const { client } = ctx.oidc;
    const app = client && (await findApp(database, client.clientId));
    if (value === undefined || app === undefined) return;
    if (!app.purposes.includes(value)) {
      throw new errors.InvalidRequest(`purpose must be one of: ${app.purposes.join(', ')}`);
    }
  }
}

/**
 * Allowed scopes of this client. Decided by the current consent at each issuance, so that a refresh token
 * never outlives a withdrawal.
 */
async function resourceScopes(
  dependencies: IssuerDependencies,
  ctx: KoaContextWithOIDC,
  clientId: string,
): Promise<readonly string[]> {
  const app = await findApp(dependencies.database, clientId);
  // The command line acts in an office, and reads nobody's data; the issuer's own pages get no token.
  if (app === undefined || withoutScopes.has(app.kind)) return [];
  const grant = ctx.oidc.route === 'token' ? ctx.oidc.entities.Grant : undefined;
  if (grant?.accountId !== undefined) {
    const signIn = await signInOfGrant(dependencies, grant.jti, grant.accountId, clientId);
    return permittedScopes(dependencies, signIn, dependencies.clock());
  }
  const directory = dependencies.agencies.current;
  if (app.kind !== 'partner') return directory.scopes.map(({ id }) => id);
  // Without a grant, a token is the app's own, for its first purpose.
  return ctx.oidc.route === 'token'
    ? scopesForPurpose(directory, app, app.purposes[0] ?? null)
    : approvedScopes(directory, app);
}

const withoutScopes: ReadonlySet<AppRow['kind']> = new Set(['cli', 'my-data', 'account']);

/** Requests to the provider are forms only. */
function callOf({ method, headers, body }: RequestInit = {}): ClientCall {
  return { method, headers: new Headers(headers), body: body == null ? undefined : String(body) };
}
