import { createDatabase } from '@civic-graph/subgraph-kit';
import type { Transaction } from 'kysely';
import type { PaymentsTables } from '../database/tables.ts';

type Value = string | number | null | readonly string[];
type Row = Readonly<Record<string, Value>>;

/** Column that names a row of each table of the catalogue, in the order of their references. */
const keys = { payee_unit: 'agency', revenue_code: 'code' } as const;
type CatalogueTable = keyof typeof keys;

export interface CatalogueChange {
  readonly table: string;
  readonly key: string;
  readonly row: Row;
  readonly before: Row | null;
}

/** Payee units and revenue codes of the payments service, as its owner sees them. */
export interface Catalogue {
  read(): Promise<Record<CatalogueTable, Row[]>>;
  /** Applies changes in one transaction. */
  apply(changes: readonly CatalogueChange[]): Promise<void>;
  close(): Promise<void>;
}

export function openCatalogue(ownerUrl: string): Catalogue {
  const database = createDatabase<PaymentsTables>(ownerUrl);
  return {
    async read() {
      const [payee_unit, revenue_code] = await Promise.all([
        database.selectFrom('payee_unit').selectAll().execute(),
        database.selectFrom('revenue_code').selectAll().execute(),
      ]);
      return { payee_unit, revenue_code } as unknown as Record<CatalogueTable, Row[]>;
    },

    async apply(changes) {
      await database.transaction().execute(async (transaction) => {
        for (const table of Object.keys(keys) as CatalogueTable[]) {
          for (const change of changes) if (change.table === table) await write(transaction, table, change);
        }
      });
    },

    close: () => database.destroy(),
  };
}

async function write(
  transaction: Transaction<PaymentsTables>,
  table: CatalogueTable,
  { key, row, before }: CatalogueChange,
): Promise<void> {
  const dynamic = transaction as unknown as Transaction<Record<string, Record<string, unknown>>>;
  if (before === null) {
    await dynamic
      .insertInto(table)
      .values({ ...row })
      .execute();
    return;
  }
  const changed = Object.fromEntries(Object.keys(before).map((column) => [column, row[column]]));
  await dynamic.updateTable(table).set(changed).where(keys[table], '=', key).execute();
}
