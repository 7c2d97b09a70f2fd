import type { AgencySource } from '@civic-graph/agencies';
import type Provider from 'oidc-provider';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { accountMetadata } from '../account-pages/account-client.ts';
import { findMachineClient } from '../machine-clients/find-machine-client.ts';
import { machineClientMetadata } from '../machine-clients/machine-client-metadata.ts';
import { myDataMetadata } from '../my-data/my-data-client.ts';
import { isShutOut } from '../partners/life-cycle.ts';
import type { AppRow, IdentityDatabase } from '../store/database.ts';
import { findApp } from '../store/directory.ts';
import { deviceGrant } from './device-flow/device-client.ts';
import { studioMetadata } from './studio-client.ts';

/**
 * Reads clients from the tables `app` and `machine_client` at each request, so that changes apply
 * immediately.
 */
export function createClientAdapter({
  database,
  agencies,
  issuer,
  studioUrl,
  subgraphSecret,
  sandbox,
  clock,
}: {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
  readonly issuer: string;
  readonly studioUrl: string | null;
  readonly subgraphSecret: string;
  readonly sandbox: boolean;
  readonly clock: () => Date;
}): Adapter {
  const readOnly = async () => {
    throw new Error('clients are not written through the provider');
  };
  return {
    async find(clientId) {
      const app = await findApp(database, clientId);
      if (app?.kind === 'my-data') return myDataMetadata(app, issuer);
      if (app?.kind === 'studio')
        return studioUrl === null ? undefined : studioMetadata(app, { studioUrl, subgraphSecret });
      if (app?.kind === 'account') return accountMetadata(app, issuer);
      if (app !== undefined)
        return isClient(app, sandbox) ? { ...clientMetadata(app), ...oldSecret(app, clock()) } : undefined;
      const machine = await findMachineClient(database, agencies.current, clientId);
      return machine && machineClientMetadata(machine);
    },
    upsert: readOnly,
    findByUid: readOnly,
    findByUserCode: readOnly,
    consume: readOnly,
    destroy: readOnly,
    revokeByGrantId: readOnly,
  };
}

/**
 * Returns the client, or undefined. A suspended or deleted app is not a client; with real people neither is
 * an unapproved app, because the sign-in page would show the name that it chose.
 */
function isClient({ kind, state, approved_scopes }: AppRow, sandbox: boolean): boolean {
  if (isShutOut(state)) return false;
  return sandbox || kind !== 'partner' || state === 'approved' || approved_scopes.length > 0;
}

export type ClientRow = Pick<
  AppRow,
  | 'client_id'
  | 'kind'
  | 'name_zh'
  | 'name_en'
  | 'homepage'
  | 'redirect_uris'
  | 'auth_method'
  | 'secret_sha256'
  | 'jwks'
  | 'jwks_uri'
  | 'dpop_bound_access_tokens'
  | 'backchannel_logout_uri'
>;

/** Metadata for the provider. */
export function clientMetadata(app: ClientRow): AdapterPayload {
  return {
    client_id: app.client_id,
    ...credentials(app),
    client_name: app.name_en,
    client_uri: app.homepage,
    redirect_uris: app.redirect_uris,
    // Allowed redirect URIs after a sign-out.
    post_logout_redirect_uris: [app.homepage],
    dpop_bound_access_tokens: app.dpop_bound_access_tokens,
    ...(app.backchannel_logout_uri !== null && { backchannel_logout_uri: app.backchannel_logout_uri }),
    response_types: app.kind === 'cli' ? [] : ['code'],
    grant_types: [...grantTypes[app.kind]],
    token_endpoint_auth_method: app.auth_method,
    // The provider knows no pairwise subjects of public clients; `subjects.ts` computes them.
    subject_type: app.kind === 'cli' ? 'public' : 'pairwise',
    id_token_signed_response_alg: 'ES256',
  };
}

const grantTypes: Readonly<Record<AppRow['kind'], readonly string[]>> = {
  partner: ['authorization_code', 'refresh_token', 'client_credentials'],
  console: ['authorization_code'],
  cli: [deviceGrant, 'refresh_token'],
  // These have metadata of their own.
  studio: [],
  'my-data': [],
  account: [],
};

/** Returns the provider's reason for rejecting a client, or `null`. */
export function clientProblem(provider: Provider, metadata: AdapterPayload): string | null {
  try {
    // The constructor validates; its types lack the arguments.
    Reflect.construct(provider.Client, [metadata]);
    return null;
  } catch (error) {
    if (error instanceof errors.InvalidClientMetadata) return error.error_description ?? error.message;
    throw error;
  }
}

/** Metadata of our own, which the comparison of secrets reads. */
export const oldSecretMember = 'old_client_secret';

/** Evaluated at each request, since the provider reads a client each time. */
function oldSecret({ old_secret_sha256, old_secret_until }: AppRow, now: Date): AdapterPayload {
  const works = old_secret_sha256 !== null && old_secret_until !== null && old_secret_until > now;
  return works ? { [oldSecretMember]: old_secret_sha256 } : {};
}

function credentials({ auth_method, secret_sha256, jwks, jwks_uri }: ClientRow): AdapterPayload {
  // A digest: the provider's comparison is replaced by one that digests the presented secret.
  if (auth_method === 'none') return {};
  if (auth_method === 'client_secret_basic')
    return secret_sha256 === null ? {} : { client_secret: secret_sha256 };
  return jwks_uri === null ? { jwks: jwks ?? { keys: [] } } : { jwks_uri };
}
