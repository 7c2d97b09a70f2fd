import DataLoader from 'dataloader';
import { consentsOfCitizens, type ListedConsent } from '../consent/find-consents.ts';
import { citizensByKey, factsOfCitizens } from '../store/citizens.ts';
import type {
  AgencyRow,
  AppRow,
  CitizenFactRow,
  CitizenRow,
  IdentityDatabase,
  PurposeRow,
} from '../store/database.ts';
import { agenciesById, partnerAppsByClientId, purposesById } from '../store/directory.ts';

/** One query per table and call, for any number of objects. */
export interface IdentityLoaders {
  readonly citizens: DataLoader<string, CitizenRow | null>;
  readonly facts: DataLoader<string, readonly CitizenFactRow[]>;
  readonly consents: DataLoader<string, readonly ListedConsent[]>;
  readonly agencies: DataLoader<string, AgencyRow | null>;
  readonly partnerApps: DataLoader<string, AppRow | null>;
  readonly purposes: DataLoader<string, PurposeRow | null>;
}

export function createLoaders(database: IdentityDatabase): IdentityLoaders {
  return {
    citizens: one(
      (keys) => citizensByKey(database, keys),
      (row) => row.key,
    ),
    facts: many(
      (keys) => factsOfCitizens(database, keys),
      (row) => row.citizen_key,
    ),
    consents: many(
      (keys) => consentsOfCitizens(database, keys),
      (row) => row.citizen_key,
    ),
    agencies: one(
      (ids) => agenciesById(database, ids),
      (row) => row.id,
    ),
    partnerApps: one(
      (ids) => partnerAppsByClientId(database, ids),
      (row) => row.client_id,
    ),
    purposes: one(
      (ids) => purposesById(database, ids),
      (row) => row.id,
    ),
  };
}

type Read<Row> = (keys: readonly string[]) => Promise<readonly Row[]>;

function one<Row>(read: Read<Row>, keyOf: (row: Row) => string): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const byKey = new Map((await readPossible(read, keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => byKey.get(key) ?? null);
  });
}

function many<Row>(read: Read<Row>, keyOf: (row: Row) => string): DataLoader<string, readonly Row[]> {
  return new DataLoader(async (keys) => {
    const byKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of await readPossible(read, keys)) byKey.get(keyOf(row))?.push(row);
    return keys.map((key) => byKey.get(key) ?? []);
  });
}

/** PostgreSQL rejects a text with NUL, so no row has such a key. */
async function readPossible<Row>(read: Read<Row>, keys: readonly string[]): Promise<readonly Row[]> {
  const possible = keys.filter((key) => !key.includes('\0'));
  return possible.length === 0 ? [] : read(possible);
}
