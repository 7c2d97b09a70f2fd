import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { IdentityDatabase, IdentityTables } from '../../store/database.ts';
import { lockName } from '../../store/lock-name.ts';
import type { Resident } from './read-resident.ts';

export interface StoredResidents {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Where facts come from, and when they were confirmed. */
export interface FactSource {
  readonly agency: string;
  readonly confirmedAt: Date;
}

/**
 * Adds people and changes their facts in one transaction. Facts that a row leaves out stay.
 *
 * @param residents if two have one identity number, the later one counts
 */
export async function storeResidents(
  database: IdentityDatabase,
  residents: readonly Resident[],
  source: FactSource,
): Promise<StoredResidents> {
  const byNumber = new Map(residents.map((resident) => [resident.idNumber, resident]));
  if (byNumber.size === 0) return { added: 0, changed: 0, unchanged: 0 };
  return database.transaction().execute(async (transaction) => {
    // Two imports at once would give one person two keys.
    await lockName(transaction, 'citizen import', '');
    const known = await keysOf(transaction, [...byNumber.keys()]);
    const fresh = [...byNumber.values()].filter(({ idNumber }) => !known.has(idNumber));
    const keys = new Map([...known, ...fresh.map(({ idNumber }) => [idNumber, newKey()] as const)]);
    await addPeople(transaction, fresh, keys);
    const changed = new Set<string>();
    await changeAssurance(transaction, [...byNumber.values()], known, changed);
    await changeFacts(transaction, [...byNumber.values()], keys, source, changed);
    for (const { idNumber } of fresh) changed.delete(keys.get(idNumber) ?? '');
    const added = fresh.length;
    return { added, changed: changed.size, unchanged: byNumber.size - added - changed.size };
  });
}

/** The internal citizen key: random, so that it reveals nothing about the identity number. */
const newKey = () => `CTZ-${randomUUID()}`;

async function keysOf(
  transaction: Transaction<IdentityTables>,
  idNumbers: readonly string[],
): Promise<Map<string, string>> {
  const rows = await transaction
    .selectFrom('citizen_national_id')
    .selectAll()
    .where('id_number', '=', sql<string>`any(${idNumbers})`)
    .execute();
  return new Map(rows.map(({ id_number, citizen_key }) => [id_number, citizen_key]));
}

async function addPeople(
  transaction: Transaction<IdentityTables>,
  fresh: readonly Resident[],
  keys: ReadonlyMap<string, string>,
): Promise<void> {
  if (fresh.length === 0) return;
  const keyOf = ({ idNumber }: Resident) => keys.get(idNumber) ?? '';
  // Arrays, because a statement with a parameter for each value takes several times as long.
  const people = fresh.map(keyOf);
  const assurances = fresh.map(({ assurance }) => assurance ?? 'high');
  // Only the demo's sign-in asks for a login name.
  await sql`insert into citizen (key, login_name, assurance)
    select key, gen_random_uuid()::text, assurance from unnest(${people}::text[], ${assurances}::text[])
      as person (key, assurance)`.execute(transaction);
  const numbers = fresh.map(({ idNumber }) => idNumber);
  await sql`insert into citizen_national_id (citizen_key, id_number)
    select * from unnest(${people}::text[], ${numbers}::text[])`.execute(transaction);
}

async function changeAssurance(
  transaction: Transaction<IdentityTables>,
  residents: readonly Resident[],
  known: ReadonlyMap<string, string>,
  changed: Set<string>,
): Promise<void> {
  for (const assurance of ['substantial', 'high'] as const) {
    const keys = residents.flatMap((one) =>
      one.assurance === assurance ? (known.get(one.idNumber) ?? []) : [],
    );
    const rows = await transaction
      .updateTable('citizen')
      .set({ assurance })
      .where('key', '=', sql<string>`any(${keys})`)
      .where('assurance', '<>', assurance)
      .returning('key')
      .execute();
    for (const { key } of rows) changed.add(key);
  }
}

async function changeFacts(
  transaction: Transaction<IdentityTables>,
  residents: readonly Resident[],
  keys: ReadonlyMap<string, string>,
  { agency, confirmedAt }: FactSource,
  changed: Set<string>,
): Promise<void> {
  const present = await transaction
    .selectFrom('citizen_fact')
    .select(['citizen_key', 'fact', 'value'])
    .where('citizen_key', '=', sql<string>`any(${[...keys.values()]})`)
    .execute();
  const placeOf = (key: string, fact: string) => `${fact} ${key}`;
  const values = new Map(present.map((row) => [placeOf(row.citizen_key, row.fact), row.value]));
  const rows = residents.flatMap(({ idNumber, facts }) => {
    const key = keys.get(idNumber) ?? '';
    return [...facts].flatMap(([fact, value]) =>
      values.get(placeOf(key, fact)) === value ? [] : [{ key, fact, value }],
    );
  });
  for (const { key } of rows) changed.add(key);
  const people = rows.map(({ key }) => key);
  const names = rows.map(({ fact }) => fact);
  const texts = rows.map(({ value }) => value);
  await sql`insert into citizen_fact (citizen_key, fact, value, source, updated_at)
    select key, fact, value, ${agency}, ${confirmedAt}::timestamptz
      from unnest(${people}::text[], ${names}::text[], ${texts}::text[]) as fact (key, fact, value)
    on conflict (citizen_key, fact) do update
      set value = excluded.value, source = excluded.source, updated_at = excluded.updated_at`.execute(
    transaction,
  );
}
