import type { AgencyDirectory } from '@civic-graph/agencies';
import type { Principal } from '@civic-graph/policy';
import { sql } from 'kysely';
import type { AppRow, IdentityDatabase } from '../store/database.ts';
import type { Slice } from '../store/slice.ts';
import { readsNoneOf } from './declined-fields.ts';
import { type AppState, shutOut } from './life-cycle.ts';
import type {
  AccessRequestPartRow,
  AccessRequestRow,
  AppTransitionRow,
  PurposeStatementRow,
  RequestedOperationRow,
  SafelistedOperationRow,
} from './tables.ts';

/**
 * Returns the registrations that the caller may see, by registration time: a developer's own, those that
 * concern an agency, or all for the admin.
 */
export async function registrationsVisibleTo(
  { database, directory }: { readonly database: IdentityDatabase; readonly directory: AgencyDirectory },
  principal: Principal,
  { state, clientId, limit, after }: Slice & { state: AppState | null; clientId: string | null },
): Promise<AppRow[]> {
  const visible = visibleTo(principal, directory);
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

function visibleTo(principal: Principal, directory: AgencyDirectory) {
  switch (principal.kind) {
    case 'developer':
      return sql<boolean>`developer = ${principal.developer}`;
    case 'operator':
      return concernsAgency(principal.agency, directory);
    case 'admin':
      return sql<boolean>`true`;
    default:
      return undefined;
  }
}

/** Condition: the app holds or requests something that the agency owns or decides on. */
export function concernsAgency(agency: string, directory: AgencyDirectory) {
  const subgraphs = directory.subgraphsOf(agency);
  const decided = directory.scopes.filter(({ decidedBy }) => decidedBy === agency).map(({ id }) => id);
  return sql<boolean>`(
    app.approved_scopes && ${decided}::text[]
    or exists (
      select from unnest(app.approved_scopes) as scope where split_part(scope, ':', 1) = any (${subgraphs}::text[])
    )
    or exists (
      select from access_request_part as part join access_request as request on request.id = part.request
      where request.client_id = app.client_id and request.submitted_at is not null and part.agency = ${agency}
    )
  )`;
}

/** History of an app since its registration. */
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

/** Requests of an app, newest first. Drafts are visible to the developer and the admin. */
export async function accessRequestsOf(
  database: IdentityDatabase,
  clientId: string,
  principal: Principal,
  { limit, after }: Slice,
): Promise<AccessRequestRow[]> {
  let query = database.selectFrom('access_request').selectAll().where('client_id', '=', clientId);
  if (after !== null) query = query.where('number', '<', after);
  if (principal.kind === 'operator') query = query.where('submitted_at', 'is not', null);
  return query.orderBy('number', 'desc').limit(limit).execute();
}

export async function partsOfRequest(
  database: IdentityDatabase,
  request: string,
): Promise<AccessRequestPartRow[]> {
  return database
    .selectFrom('access_request_part')
    .selectAll()
    .where('request', '=', request)
    .orderBy('agency')
    .execute();
}

export async function operationsOfRequest(
  database: IdentityDatabase,
  request: string,
): Promise<RequestedOperationRow[]> {
  return database
    .selectFrom('requested_operation')
    .selectAll()
    .where('request', '=', request)
    .orderBy('position')
    .execute();
}

/** Content of an app's newest request or draft without declined fields; empty while the app is shut out. */
export async function draftedOperationsOf(
  database: IdentityDatabase,
  clientId: string,
): Promise<RequestedOperationRow[]> {
  const newest = await database
    .selectFrom('access_request')
    .innerJoin('app', 'app.client_id', 'access_request.client_id')
    .select(['access_request.id', 'app.declined_fields'])
    .where('access_request.client_id', '=', clientId)
    .where('app.state', 'not in', shutOut)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return [];
  const operations = await operationsOfRequest(database, newest.id);
  return operations.filter(({ fields }) => readsNoneOf(newest.declined_fields, fields));
}

/** Operations that an app may run; none while it is shut out. */
export async function safelistOf(
  database: IdentityDatabase,
  clientId: string,
): Promise<SafelistedOperationRow[]> {
  return database
    .selectFrom('safelisted_operation')
    .innerJoin('app', 'app.client_id', 'safelisted_operation.client_id')
    .selectAll('safelisted_operation')
    .where('safelisted_operation.client_id', '=', clientId)
    .where('app.state', 'not in', shutOut)
    .orderBy('hash')
    .execute();
}

/** Operations that any app may run, by app and hash, after the given one; none of apps that are shut out. */
export async function approvedOperations(
  database: IdentityDatabase,
  { clientId, hash, limit }: { readonly clientId: string; readonly hash: string; readonly limit: number },
): Promise<SafelistedOperationRow[]> {
  return database
    .selectFrom('safelisted_operation')
    .innerJoin('app', 'app.client_id', 'safelisted_operation.client_id')
    .selectAll('safelisted_operation')
    .where('app.state', 'not in', shutOut)
    .where(sql<boolean>`(safelisted_operation.client_id, hash) > (${clientId}, ${hash})`)
    .orderBy('safelisted_operation.client_id')
    .orderBy('hash')
    .limit(limit)
    .execute();
}
