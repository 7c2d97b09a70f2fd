import type { Readable } from 'node:stream';
import { ConfigurationError } from '@civic-graph/service';
import { createDatabase } from '@civic-graph/subgraph-kit';
import { type ResidentRow, readResidentRows } from '../citizen/import/read-resident-rows.ts';
import { storeResidents } from '../citizen/import/store-residents.ts';
import type { IdentityDatabase, IdentityTables } from '../store/database.ts';

export { UnreadableResidents } from '../citizen/import/read-resident-rows.ts';

export interface ImportRequest {
  /** Of the role that owns the tables: the service itself may not change the civil registry. */
  readonly ownerUrl: string;
  readonly file: Readable;
  /** Agency that vouches for the facts. */
  readonly source: string;
  readonly confirmedAt: Date;
}

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly bad: number;
}

/** Rows per transaction. */
const batchSize = 2_000;

/**
 * Adds and updates the people of a file in the civil registry. Good rows are stored even if others are bad;
 * people who are not in the file stay. Importing the same file again changes nothing.
 *
 * @param report called after each committed batch, with its bad rows and the counts so far
 * @throws UnreadableResidents, with everything before that row stored; ConfigurationError if there is no such
 *   agency
 */
export async function importCitizens(
  { ownerUrl, file, source, confirmedAt }: ImportRequest,
  report: (bad: readonly { row: number; problem: string }[], counts: ImportCounts) => void,
): Promise<ImportCounts> {
  const database = createDatabase<IdentityTables>(ownerUrl);
  const counts = { added: 0, changed: 0, unchanged: 0, bad: 0 };
  let batch: ResidentRow[] = [];
  const store = async () => {
    const residents = batch.flatMap((row) => ('resident' in row ? [row.resident] : []));
    const stored = await storeResidents(database, residents, { agency: source, confirmedAt });
    const bad = batch.flatMap((row) => ('problem' in row ? [row] : []));
    counts.added += stored.added;
    counts.changed += stored.changed;
    counts.unchanged += stored.unchanged;
    counts.bad += bad.length;
    batch = [];
    report(bad, { ...counts });
  };
  try {
    await assertAgency(database, source);
    try {
      for await (const row of readResidentRows(file)) {
        batch.push(row);
        if (batch.length === batchSize) await store();
      }
    } finally {
      await store();
    }
    return counts;
  } finally {
    file.destroy();
    await database.destroy();
  }
}

async function assertAgency(database: IdentityDatabase, id: string): Promise<void> {
  const found = await database.selectFrom('agency').select('id').where('id', '=', id).executeTakeFirst();
  if (found === undefined) {
    throw new ConfigurationError(`--source: there is no agency "${id}"; add it with npx civic bootstrap`);
  }
}
