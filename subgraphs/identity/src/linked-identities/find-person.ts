import type { IdentityDatabase } from '../store/database.ts';
import type { Person, PersonKind } from './person.ts';

/** Values by which a provider identifies a person, by the kind of person. */
export type IdentifyingClaims = Readonly<Partial<Record<PersonKind, string>>>;

/**
 * Finds the existing persons whom the claims identify: a citizen by the resident identity number
 * (GB 11643), an official or a developer by the account id.
 */
export async function findPersons(
  database: IdentityDatabase,
  claims: IdentifyingClaims,
  kinds: readonly PersonKind[],
): Promise<Person[]> {
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const value = claims[kind];
      const accountId = value === undefined ? undefined : await find[kind](database, value);
      return accountId === undefined ? [] : [{ kind, accountId }];
    }),
  );
  return found.flat();
}

type Find = (database: IdentityDatabase, value: string) => Promise<string | undefined>;

const find: Readonly<Record<PersonKind, Find>> = {
  async citizen(database, value) {
    const row = await database
      .selectFrom('citizen_national_id')
      .select('citizen_key')
      // The check character may be a lower-case x.
      .where('id_number', '=', value.toUpperCase())
      .executeTakeFirst();
    return row?.citizen_key;
  },
  official: (database, value) => idIn(database, 'official', value),
  developer: (database, value) => idIn(database, 'developer', value),
};

async function idIn(database: IdentityDatabase, table: 'official' | 'developer', id: string) {
  const row = await database.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
  return row?.id;
}
