import { randomUUID } from 'node:crypto';
import { intersectScopes } from '../scopes/catalogue.ts';
import type { ConsentRow, IdentityDatabase } from '../store/database.ts';

/** Whose consent, for which app, to what end: at most one record of it is active. */
export interface ConsentSubject {
  readonly citizenKey: string;
  readonly clientId: string;
  readonly purpose: string;
}

/** What the citizen decided just now about the scopes that were asked for. */
export interface ConsentDecision {
  readonly asked: readonly string[];
  readonly granted: readonly string[];
}

/** A consent is asked for again after a year, so that nobody's data flows on a decision that is long forgotten. */
const validityMonths = 12;

/** The consent that holds at `now`, if any. */
export async function findActiveConsent(
  database: IdentityDatabase,
  subject: ConsentSubject,
  now: Date,
): Promise<ConsentRow | undefined> {
  return database
    .selectFrom('consent')
    .selectAll()
    .where('citizen_key', '=', subject.citizenKey)
    .where('client_id', '=', subject.clientId)
    .where('purpose', '=', subject.purpose)
    .where('status', '=', 'active')
    .where('valid_from', '<=', now)
    .where('valid_until', '>', now)
    .executeTakeFirst();
}

export async function consentsOfCitizens(
  database: IdentityDatabase,
  citizenKeys: readonly string[],
): Promise<ConsentRow[]> {
  return database
    .selectFrom('consent')
    .selectAll()
    .where('citizen_key', 'in', citizenKeys)
    .orderBy('valid_from', 'desc')
    .orderBy('revision', 'desc')
    .orderBy('id')
    .execute();
}

/**
 * Records a decision as a new revision and closes the one before (GovStack Consent: records are only added).
 *
 * Scopes that were not asked for this time stay as they were. A decision that leaves nothing granted withdraws
 * the consent; where there was none, nothing is written, for there is nothing to prove.
 */
export async function recordDecision(
  database: IdentityDatabase,
  subject: ConsentSubject,
  decision: ConsentDecision,
  now: Date,
): Promise<ConsentRow | undefined> {
  return database.transaction().execute(async (transaction) => {
    // Two decisions of one citizen at once: the citizen's row orders them.
    await transaction
      .selectFrom('citizen')
      .select('key')
      .where('key', '=', subject.citizenKey)
      .forUpdate()
      .execute();
    const latest = await transaction
      .selectFrom('consent')
      .selectAll()
      .where('citizen_key', '=', subject.citizenKey)
      .where('client_id', '=', subject.clientId)
      .where('purpose', '=', subject.purpose)
      .orderBy('revision', 'desc')
      .limit(1)
      .executeTakeFirst();
    const active = latest?.status === 'active' && latest.valid_until > now ? latest : undefined;
    const untouched = (active?.scopes ?? []).filter((scope) => !decision.asked.includes(scope));
    const scopes = intersectScopes([...untouched, ...decision.granted], [...untouched, ...decision.asked]);
    if (latest?.status === 'active') {
      await transaction
        .updateTable('consent')
        .set({ status: scopes.length > 0 || active === undefined ? 'superseded' : 'withdrawn' })
        .where('id', '=', latest.id)
        .execute();
    }
    if (scopes.length === 0) return undefined;
    return transaction
      .insertInto('consent')
      .values(newRecord(subject, scopes, (latest?.revision ?? 0) + 1, now))
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

export function newRecord(
  subject: ConsentSubject,
  scopes: string[],
  revision: number,
  now: Date,
  id: string = randomUUID(),
): ConsentRow {
  return {
    id,
    citizen_key: subject.citizenKey,
    client_id: subject.clientId,
    purpose: subject.purpose,
    scopes,
    lawful_basis: 'consent',
    valid_from: now,
    valid_until: validUntil(now),
    revision,
    status: 'active',
  };
}

/** When a consent that is given now has to be asked for again. */
export function validUntil(now: Date): Date {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + validityMonths);
  return end;
}
