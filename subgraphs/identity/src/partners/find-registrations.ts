import type { Principal } from '@civic-graph/policy';
import { sql } from 'kysely';
import { subgraphOf } from '../access-log/subgraph-agencies.ts';
import type { AppRow, IdentityDatabase } from '../store/database.ts';
import type { AppState } from './life-cycle.ts';
import type { AppTransitionRow, PurposeStatementRow } from './tables.ts';

/** A slice of a list that is ordered by one number; ask for one more than the page to see whether more follows. */
export interface Slice {
  readonly limit: number;
  readonly after: number | null;
}

/**
 * Apps whose registration the caller may see: a developer's own, for an agency those that hold or ask for something of
 * its, for the admin every one. In the order of registration.
 */
export async function registrationsVisibleTo(
  database: IdentityDatabase,
  principal: Principal,
  { state, clientId, limit, after }: Slice & { state: AppState | null; clientId: string | null },
): Promise<AppRow[]> {
  const visible = visibleTo(principal);
  if (visible === undefined || clientId?.includes('\0')) return [];
  let query = database
    .selectFrom('app')
    .selectAll()
    .where('kind', '=', 'partner')
    .where(visible)
    .where('position', '>', after ?? -1);
  if (state !== null) query = query.where('state', '=', state);
  if (clientId !== null) query = query.where('client_id', '=', clientId);
  return query.orderBy('position').limit(limit).execute();
}

function visibleTo(principal: Principal) {
  switch (principal.kind) {
    case 'developer':
      return sql<boolean>`developer = ${principal.developer}`;
    case 'operator':
      return concernsAgency(principal.agency);
    case 'admin':
      return sql<boolean>`true`;
    default:
      return undefined;
  }
}

/** Whether the app of a row holds a scope of the agency. */
export function concernsAgency(agency: string) {
  const prefix = `${subgraphOf(agency) ?? ''}:`;
  return sql<boolean>`exists (select from unnest(approved_scopes) as scope where starts_with(scope, ${prefix}))`;
}

/** An app's history, from its registration on. */
export async function transitionsOf(
  database: IdentityDatabase,
  clientId: string,
  { limit, after }: Slice,
): Promise<AppTransitionRow[]> {
  return database
    .selectFrom('app_transition')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('number', '>', after ?? -1)
    .orderBy('number')
    .limit(limit)
    .execute();
}

export async function purposeStatementsOf(
  database: IdentityDatabase,
  clientId: string,
): Promise<PurposeStatementRow[]> {
  return database
    .selectFrom('purpose_statement')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('purpose')
    .execute();
}
