import { randomUUID } from 'node:crypto';
import { acrOf, sealCitizenKey } from '@civic-graph/tokens';
import type { MachineClientRow } from '../machine-clients/tables.ts';
import type { AppRow } from '../store/database.ts';
import { attainableScopes } from './account.ts';
import { consentBehind, type Rights, type SignIn } from './authorize.ts';

/**
 * Claims for the gateway's Principal, beside those of RFC 9068.
 *
 * The citizen's internal key is sealed for the gateway with a fresh nonce, so that apps can neither read nor
 * compare it.
 */
export async function personClaims(
  {
    citizenKeySecret,
    clock,
    ...rights
  }: Rights & { readonly citizenKeySecret: string; readonly clock: () => Date },
  signIn: SignIn,
  { grantId, scopes: tokenScopes }: { grantId: string; scopes: Iterable<string> },
  authTime: number | undefined,
): Promise<Record<string, unknown>> {
  const { account, purpose, assurance } = signIn;
  const { current: directory } = rights.agencies;
  // Grant id for revocation: one per authorization, without personal data. `auth_time` is the sign-in time,
  // which a refresh keeps (RFC 9068, section 2.2.1).
  const common = {
    acr: acrOf[assurance],
    auth_time: authTime ?? Math.floor(clock().getTime() / 1000),
    ...(signIn.methods && { amr: [...signIn.methods] }),
    grant: grantId,
  };
  switch (account.kind) {
    case 'citizen': {
      const consent = consentPlaceholder(signIn) ?? (await consentBehind(rights, signIn, clock()));
      return {
        principal: 'citizen',
        ...common,
        citizen: await sealCitizenKey(account.id, citizenKeySecret),
        ...(purpose !== null && { purpose }),
        consent: directory.intersectScopes(consent?.scopes ?? [], tokenScopes),
        ...(consent !== undefined && { consent_id: consent.id }),
        // Scopes that a consent page can offer, so that gateways link to no page that would refuse.
        approved: attainableScopes(directory, signIn),
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

/** Purpose, and consent id, of a citizen's reads of their own data on the pages of this service. */
export const ownAccess = 'own-access';

/** Prefix of the consent id of a test, where a developer acts as a synthetic citizen in the sandbox. */
export const testConsent = 'sandbox:';

/** Whether a record with this consent id is a test. */
export function isTestConsent(consent: string | null): boolean {
  return consent?.startsWith(testConsent) === true;
}

/** Placeholder where a synthetic citizen, or a citizen's own pages, need no consent; records show it. */
function consentPlaceholder({
  scopesWithoutConsent,
  app,
}: SignIn): { id: string; scopes: readonly string[] } | undefined {
  if (scopesWithoutConsent === null) return undefined;
  const id = app.kind === 'my-data' ? ownAccess : `${testConsent}${app.client_id}`;
  return { id, scopes: scopesWithoutConsent };
}

/**
 * An app's own token, for its first approved purpose. It is its own authorization, by which it can be
 * revoked.
 */
export function appClaims(app: AppRow): Record<string, unknown> {
  const [purpose] = app.purposes;
  return { principal: 'app', grant: randomUUID(), ...(purpose !== undefined && { purpose }) };
}

/** A program's token: one role for one subgraph, no scopes, and its own authorization. */
export function machineClaims({
  agency,
  subgraph,
  registered_by_subject,
}: MachineClientRow): Record<string, unknown> {
  return {
    principal: 'app',
    grant: randomUUID(),
    machine: { agency, subgraph, registered_by: registered_by_subject },
    roles: [publisherRole],
  };
}

/** Role that the registry's rules name. */
const publisherRole = 'subgraph-publisher';
