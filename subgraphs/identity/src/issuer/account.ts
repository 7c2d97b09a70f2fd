import { type AgencyDirectory, allowsPurpose, type ScopeDescription } from '@civic-graph/agencies';
import type { AssuranceLevel } from '@civic-graph/policy';
import type { PersonKind } from '../linked-identities/person.ts';
import { isShutOut } from '../partners/life-cycle.ts';
import { citizensByKey } from '../store/citizens.ts';
import type { AppRow, IdentityDatabase } from '../store/database.ts';
import { findDeveloper, findOfficial } from '../store/directory.ts';

/**
 * An account that can sign in. `id` is the provider's account id: of a citizen the internal key, which no app
 * sees.
 */
export type Account =
  | { readonly kind: 'citizen'; readonly id: string; readonly assurance: AssuranceLevel }
  | {
      readonly kind: 'operator';
      readonly id: string;
      readonly agency: string;
      readonly roles: readonly string[];
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'admin';
      readonly id: string;
      readonly roles: readonly string[];
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'developer';
      readonly id: string;
      readonly roles: readonly string[];
      readonly scopes: readonly string[];
    };

/** Kind of the person behind an account. */
export function personKindOf({ kind }: Pick<Account, 'kind'>): PersonKind {
  return kind === 'operator' || kind === 'admin' ? 'official' : kind;
}

/** Rights of every developer. */
export const developerRoles = ['partner-developer'] as const;

export async function findAccount(database: IdentityDatabase, id: string): Promise<Account | undefined> {
  const [citizen] = await citizensByKey(database, [id]);
  if (citizen !== undefined) return { kind: 'citizen', id, assurance: citizen.assurance };
  const official = await findOfficial(database, id);
  if (official === undefined) {
    const developer = await findDeveloper(database, id);
    return developer && { kind: 'developer', id, roles: developerRoles, scopes: [] };
  }
  const { roles, scopes, agency } = official;
  return official.kind === 'operator' && agency !== null
    ? { kind: 'operator', id, agency, roles, scopes }
    : { kind: 'admin', id, roles, scopes };
}

/**
 * Whether this account may sign in at this client: citizens at partner apps and at the page of their own
 * data, officials and developers in the Studio. An official's rights must not reach a partner's app.
 */
export function mayUse(account: Account, app: Pick<AppRow, 'kind'>): boolean {
  return (account.kind === 'citizen') === isForCitizens(app);
}

/** Whether citizens sign in at this client. */
export function isForCitizens({ kind }: Pick<AppRow, 'kind'>): boolean {
  return kind === 'partner' || kind === 'my-data';
}

type ApprovedApp = Pick<AppRow, 'kind' | 'approved_scopes' | 'state'>;

/** Maximum scopes of this account at this client for a purpose, regardless of consent. */
export function attainableScopes(
  directory: AgencyDirectory,
  {
    account,
    app,
    purpose,
  }: { readonly account: Account; readonly app: ApprovedApp; readonly purpose: string | null },
): readonly string[] {
  if (!mayUse(account, app)) return [];
  if (account.kind === 'citizen') return scopesForPurpose(directory, app, purpose);
  return account.scopes.filter((scope) => directory.describeScope(scope) !== undefined);
}

type Approval = Pick<AppRow, 'approved_scopes' | 'state'>;

/** Ignores scopes in an app's row that are for officials only, or that no manifest defines. */
export function approvedScopes(directory: AgencyDirectory, app: Approval): readonly string[] {
  return approvedDescriptions(directory, app).map(({ id }) => id);
}

/** The approved scopes that may be used for the purpose. */
export function scopesForPurpose(
  directory: AgencyDirectory,
  app: Approval,
  purpose: string | null,
): readonly string[] {
  return approvedDescriptions(directory, app)
    .filter((scope) => allowsPurpose(scope, purpose))
    .map(({ id }) => id);
}

function approvedDescriptions(
  directory: AgencyDirectory,
  { state, approved_scopes }: Approval,
): readonly ScopeDescription[] {
  if (isShutOut(state)) return [];
  return approved_scopes
    .flatMap((scope) => directory.describeScope(scope) ?? [])
    .filter(({ officialsOnly }) => !officialsOnly);
}

/** Highest level of the account. Officials and developers sign in with passkeys, or as a provider vouches. */
export function enrolledAssurance(account: Account): AssuranceLevel {
  return account.kind === 'citizen' ? account.assurance : 'high';
}
