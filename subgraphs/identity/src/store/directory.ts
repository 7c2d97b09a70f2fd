import type { DeveloperRow } from '../partners/tables.ts';
import type { AgencyRow, AppRow, IdentityDatabase, OfficialRow, PurposeRow } from './database.ts';
import type { Slice } from './slice.ts';

export async function listAgencies(
  database: IdentityDatabase,
  { limit, after }: Slice,
): Promise<AgencyRow[]> {
  return database
    .selectFrom('agency')
    .selectAll()
    .where('position', '>', after ?? -1)
    .orderBy('position')
    .limit(limit)
    .execute();
}

export async function agenciesById(database: IdentityDatabase, ids: readonly string[]): Promise<AgencyRow[]> {
  return database.selectFrom('agency').selectAll().where('id', 'in', ids).execute();
}

/** States of publicly listed apps: an agency has approved something. */
const publicStates = ['approved', 'approved-in-part'] as const;

/** Whether the app is in the public directory. */
export function isListed({ state }: AppRow): boolean {
  return publicStates.some((listed) => listed === state);
}

export async function listPartnerApps(
  database: IdentityDatabase,
  { limit, after }: Slice,
): Promise<AppRow[]> {
  return database
    .selectFrom('app')
    .selectAll()
    .where('kind', '=', 'partner')
    .where('state', 'in', publicStates)
    .where('position', '>', after ?? -1)
    .orderBy('position')
    .limit(limit)
    .execute();
}

export async function partnerAppsByClientId(
  database: IdentityDatabase,
  clientIds: readonly string[],
): Promise<AppRow[]> {
  return database
    .selectFrom('app')
    .selectAll()
    .where('kind', '=', 'partner')
    .where('client_id', 'in', clientIds)
    .execute();
}

/** Any client, also the platform's own: for the issuer, not for the graph. */
export async function findApp(database: IdentityDatabase, clientId: string): Promise<AppRow | undefined> {
  return database.selectFrom('app').selectAll().where('client_id', '=', clientId).executeTakeFirst();
}

/** The city's own apps, without partners' and the clients that have no secret. */
export async function listOwnApps(database: IdentityDatabase): Promise<AppRow[]> {
  return database
    .selectFrom('app')
    .selectAll()
    .where('developer', 'is', null)
    .where('auth_method', '<>', 'none')
    .orderBy('position')
    .execute();
}

export async function purposesById(
  database: IdentityDatabase,
  ids: readonly string[],
): Promise<PurposeRow[]> {
  return database.selectFrom('purpose').selectAll().where('id', 'in', ids).execute();
}

/** Finds an official or admin who may sign in. */
export async function findOfficial(database: IdentityDatabase, id: string): Promise<OfficialRow | undefined> {
  return database
    .selectFrom('official')
    .selectAll()
    .where('id', '=', id)
    .where('locked_at', 'is', null)
    .executeTakeFirst();
}

export async function listOfficials(database: IdentityDatabase): Promise<OfficialRow[]> {
  return database.selectFrom('official').selectAll().orderBy('id', 'desc').execute();
}

/** Finds a developer who may sign in. */
export async function findDeveloper(
  database: IdentityDatabase,
  id: string,
): Promise<DeveloperRow | undefined> {
  return database
    .selectFrom('developer')
    .selectAll()
    .where('id', '=', id)
    .where('locked_at', 'is', null)
    .executeTakeFirst();
}

export async function listDevelopers(database: IdentityDatabase): Promise<DeveloperRow[]> {
  return database.selectFrom('developer').selectAll().orderBy('id').execute();
}

/** Purposes are few, since the platform defines them. */
export async function listPurposes(database: IdentityDatabase): Promise<PurposeRow[]> {
  return database.selectFrom('purpose').selectAll().orderBy('id').limit(100).execute();
}
