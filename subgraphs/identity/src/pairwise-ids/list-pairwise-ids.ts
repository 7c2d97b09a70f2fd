import type { PairwiseIds } from '@civic-graph/tokens';
import type { IdentityDatabase } from '../store/database.ts';

/** Identified by line number and never by content, which is class C4. */
export type ListedPairwiseId =
  | { readonly line: number; readonly addressee: string }
  | { readonly line: number; readonly problem: string };

/** Keeps a statement below PostgreSQL's limit of parameters (65,535). */
const batch = 1_000;

/** Returns an agency's pairwise ids for a list of resident identity numbers (GB 11643), in order. */
export async function* listPairwiseIds(
  database: IdentityDatabase,
  pairwiseIds: PairwiseIds,
  agency: string,
  idNumbers: readonly string[],
): AsyncGenerator<readonly ListedPairwiseId[]> {
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

/** @throws RangeError for an unknown agency: ids for a mistyped name would be useless */
export async function assertAgency(database: IdentityDatabase, agency: string): Promise<void> {
  const known = await database.selectFrom('agency').select('id').where('id', '=', agency).executeTakeFirst();
  if (known === undefined) throw new RangeError(`--agency: there is no agency ${JSON.stringify(agency)}`);
}
