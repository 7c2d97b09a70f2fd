import type { CitizenFactRow, CitizenRow, IdentityDatabase } from './database.ts';

export async function citizensByKey(
  database: IdentityDatabase,
  keys: readonly string[],
): Promise<CitizenRow[]> {
  return database.selectFrom('citizen').selectAll().where('key', 'in', keys).execute();
}

export async function factsOfCitizens(
  database: IdentityDatabase,
  keys: readonly string[],
): Promise<CitizenFactRow[]> {
  return database.selectFrom('citizen_fact').selectAll().where('citizen_key', 'in', keys).execute();
}

export async function citizenByLoginName(
  database: IdentityDatabase,
  loginName: string,
): Promise<CitizenRow | undefined> {
  return database.selectFrom('citizen').selectAll().where('login_name', '=', loginName).executeTakeFirst();
}

/** An entry of the test login's list. */
export interface CitizenListing {
  readonly loginName: string;
  readonly name: string;
}

export async function citizenListing(
  database: IdentityDatabase,
  key: string,
): Promise<CitizenListing | undefined> {
  return listings(database).where('citizen.key', '=', key).executeTakeFirst();
}

/** Citizens whose name begins with `text` (all if empty), for the test login only. */
export async function searchCitizens(
  database: IdentityDatabase,
  text: string,
  limit: number,
): Promise<CitizenListing[]> {
  // LIKE's wildcards are escaped, because the text comes from a form.
  const prefix = text.replace(/[\\%_]/g, '\\$&');
  return listings(database)
    .where((where) =>
      where.or([where('citizen_fact.value', 'like', `${prefix}%`), where('citizen.login_name', '=', text)]),
    )
    .orderBy('citizen.key')
    .limit(limit)
    .execute();
}

function listings(database: IdentityDatabase) {
  return database
    .selectFrom('citizen')
    .innerJoin('citizen_fact', 'citizen_fact.citizen_key', 'citizen.key')
    .select(['citizen.login_name as loginName', 'citizen_fact.value as name'])
    .where('citizen_fact.fact', '=', 'name');
}
