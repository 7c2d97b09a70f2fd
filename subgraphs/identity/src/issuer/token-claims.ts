import { randomUUID } from 'node:crypto';
import { acrOf, sealCitizenKey } from '@civic-graph/tokens';
import { intersectScopes } from '../scopes/catalogue.ts';
import type { AppRow, IdentityDatabase } from '../store/database.ts';
import { attainableScopes } from './account.ts';
import { consentBehind, type SignIn } from './authorize.ts';

/**
 * The claims from which the gateway makes a Principal, beside those of RFC 9068.
 *
 * The citizen's internal key travels sealed for the gateway, under a fresh nonce each time: an app can
 * neither read it nor compare two of them.
 */
export async function personClaims(
  {
    database,
    citizenKeySecret,
    clock,
  }: { database: IdentityDatabase; citizenKeySecret: string; clock: () => Date },
  signIn: SignIn,
  { grantId, scopes: tokenScopes }: { grantId: string; scopes: Iterable<string> },
  authTime: number | undefined,
): Promise<Record<string, unknown>> {
  const { account, app, purpose, assurance } = signIn;
  // The grant is what gateways are told when a sign-in ends; it is new for each authorization and names
  // nobody. `auth_time` is when the person proved to be there, which a refresh does not change (RFC 9068,
  // section 2.2.1).
  const common = {
    acr: acrOf[assurance],
    auth_time: authTime ?? Math.floor(clock().getTime() / 1000),
    grant: grantId,
  };
  switch (account.kind) {
    case 'citizen': {
      const consent = sandboxConsent(signIn) ?? (await consentBehind(database, signIn, clock()));
      return {
        principal: 'citizen',
        ...common,
        citizen: await sealCitizenKey(account.id, citizenKeySecret),
        ...(purpose !== null && { purpose }),
        consent: intersectScopes(consent?.scopes ?? [], tokenScopes),
        ...(consent !== undefined && { consent_id: consent.id }),
        // What the citizen can be asked for; gateways send nobody to a page that would refuse the app.
        approved: attainableScopes(account, app),
      };
    }
    case 'operator':
      return { principal: 'operator', ...common, agency: account.agency, roles: account.roles };
    case 'admin':
      return { principal: 'admin', ...common, roles: account.roles };
    case 'developer':
      return { principal: 'developer', ...common, developer: account.id, roles: account.roles };
  }
}

/**
 * Stands for a consent that nobody was asked for, because there is nobody; it says so wherever it is written
 * down.
 */
function sandboxConsent({
  sandboxScopes,
  app,
}: SignIn): { id: string; scopes: readonly string[] } | undefined {
  return sandboxScopes === null ? undefined : { id: `sandbox:${app.client_id}`, scopes: sandboxScopes };
}

/**
 * An app that calls for itself, for the first of the purposes that it is approved for. Its token is of no
 * authorization but its own, and can be revoked by that.
 */
export function appClaims(app: AppRow): Record<string, unknown> {
  const [purpose] = app.purposes;
  return { principal: 'app', grant: randomUUID(), ...(purpose !== undefined && { purpose }) };
}
