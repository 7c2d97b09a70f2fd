import type { AgencySource } from '@civic-graph/agencies';
import { sql } from 'kysely';
import type { ConsentRow, IdentityDatabase } from '../store/database.ts';
import { type ConsentSubject, isIntact, scopesStillCovered } from './revision.ts';

/** A revision, and whether it is the latest. */
export interface ListedConsent extends ConsentRow {
  readonly is_latest: boolean;
}

/**
 * Returns the consent in force at `now` with the scopes that it still covers.
 *
 * @throws if the revision was altered in the database
 */
export async function findActiveConsent(
  { database, agencies }: { readonly database: IdentityDatabase; readonly agencies: AgencySource },
  subject: ConsentSubject,
  now: Date,
): Promise<ConsentRow | undefined> {
  const latest = await latestRevision(database, subject);
  if (latest === undefined || !isInForce(latest, now)) return undefined;
  if (!isIntact(latest)) throw new Error(`the consent revision ${latest.id} does not match its hash`);
  return { ...latest, scopes: scopesStillCovered(latest, agencies.current) };
}

/** Expiry writes no revision; it follows from the clock. */
export function isInForce({ decision, valid_from, valid_until }: ConsentRow, now: Date): boolean {
  return decision !== 'withdrawn' && valid_from <= now && valid_until > now;
}

export async function latestRevision(
  database: IdentityDatabase,
  { citizenKey, clientId, purpose }: ConsentSubject,
): Promise<ConsentRow | undefined> {
  return database
    .selectFrom('consent')
    .selectAll()
    .where('citizen_key', '=', citizenKey)
    .where('client_id', '=', clientId)
    .where('purpose', '=', purpose)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** All revisions of a chain before `revision`. */
export async function revisionsBefore(
  database: IdentityDatabase,
  { citizen_key, client_id, purpose, revision }: ConsentRow,
): Promise<Pick<ConsentRow, 'id'>[]> {
  return database
    .selectFrom('consent')
    .select('id')
    .where('citizen_key', '=', citizen_key)
    .where('client_id', '=', client_id)
    .where('purpose', '=', purpose)
    .where('revision', '<', revision)
    .execute();
}

/** The chain of one of a citizen's own revisions. */
export async function findChain(
  database: IdentityDatabase,
  citizenKey: string,
  id: string,
): Promise<ConsentSubject | undefined> {
  // PostgreSQL rejects comparison with a text that contains NUL.
  if (id.includes('\0')) return undefined;
  const found = await database
    .selectFrom('consent')
    .select(['client_id', 'purpose'])
    .where('citizen_key', '=', citizenKey)
    .where('id', '=', id)
    .executeTakeFirst();
  return found && { citizenKey, clientId: found.client_id, purpose: found.purpose };
}

export async function consentsOfCitizens(
  database: IdentityDatabase,
  citizenKeys: readonly string[],
): Promise<ListedConsent[]> {
  const isLatest = sql<boolean>`revision = max(revision) over (partition by citizen_key, client_id, purpose)`;
  return database
    .selectFrom('consent')
    .selectAll()
    .select(isLatest.as('is_latest'))
    .where('citizen_key', 'in', citizenKeys)
    .orderBy('valid_from', 'desc')
    .orderBy('revision', 'desc')
    .orderBy('id')
    .execute();
}
