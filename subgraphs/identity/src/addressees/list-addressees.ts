import type { PairwiseIds } from '@civic-graph/tokens';
import type { IdentityDatabase } from '../store/database.ts';

/** A line of the agency's list, by its number and never by what stands in it: that is class C4. */
export type ListedAddressee =
  | { readonly line: number; readonly addressee: string }
  | { readonly line: number; readonly problem: string };

/** So that a statement's parameters stay far below what PostgreSQL takes (65,535). */
const batch = 1_000;

/**
 * An agency's handles of the people on its list of resident identity numbers (GB 11643), in the list's order.
 */
export async function* listAddressees(
  database: IdentityDatabase,
  pairwiseIds: PairwiseIds,
  agency: string,
  idNumbers: readonly string[],
): AsyncGenerator<readonly ListedAddressee[]> {
  for (let start = 0; start < idNumbers.length; start += batch) {
    const some = idNumbers.slice(start, start + batch).map((text) => text.trim().toUpperCase());
    const rows = await database
      .selectFrom('citizen_national_id')
      .selectAll()
      .where('id_number', 'in', some)
      .execute();
    const keys = new Map(rows.map((row) => [row.id_number, row.citizen_key]));
    yield some.map((idNumber, index) => {
      const line = start + index + 1;
      const key = keys.get(idNumber);
      return key === undefined
        ? { line, problem: 'nobody has this number' }
        : { line, addressee: pairwiseIds.idOf(key, agency) };
    });
  }
}

/**
 * @throws RangeError where there is no such agency: a handle for a name that is mistyped would be of no use
 */
export async function assertAgency(database: IdentityDatabase, agency: string): Promise<void> {
  const known = await database.selectFrom('agency').select('id').where('id', '=', agency).executeTakeFirst();
  if (known === undefined) throw new RangeError(`--agency: there is no agency ${JSON.stringify(agency)}`);
}
