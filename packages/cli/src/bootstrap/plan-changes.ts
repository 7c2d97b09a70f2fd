import { isDeepStrictEqual } from 'node:util';
import type { Row, Rows, Value } from './wanted-rows.ts';

/** One row that is added or changed. */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly row: Row;
  /** Earlier values of the columns that change; null for a new row. */
  readonly before: Row | null;
}

/** Column that names a row of each table. */
const keys: Readonly<Record<string, string>> = { payee_unit: 'agency', revenue_code: 'code' };

/** Columns that existing records depend on. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  official: ['kind', 'agency'],
  payee_unit: ['number'],
  revenue_code: ['parent'],
  purpose: ['lawful_basis'],
};

export interface Plan {
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** Rows with a column that cannot change. */
  readonly refused: readonly { readonly table: string; readonly key: string; readonly column: string }[];
}

/** Compares what the file wants with what is there. What the file does not name stays as it is. */
export function planChanges(wanted: Rows, present: Rows): Plan {
  const compared = Object.entries(wanted).flatMap(([table, rows]) => {
    const column = keys[table] ?? 'id';
    return rows.map((row) => {
      const key = String(row[column]);
      return { table, key, row, old: present[table]?.find((each) => String(each[column]) === key) };
    });
  });
  const changes = compared.flatMap(({ table, key, row, old }) => {
    const change = changeOf(row, old);
    return change === null ? [] : [{ table, key, ...change }];
  });
  return {
    changes,
    unchanged: compared.length - changes.length,
    refused: changes.flatMap(({ table, key, before }) =>
      (fixed[table] ?? [])
        .filter((column) => before !== null && column in before)
        .map((column) => ({ table, key, column })),
    ),
  };
}

function changeOf(row: Row, old: Row | undefined): Pick<Change, 'row' | 'before'> | null {
  if (old === undefined) return { row, before: null };
  const changed = Object.keys(row).filter((column) => !isDeepStrictEqual(row[column], old[column]));
  if (changed.length === 0) return null;
  const before = Object.fromEntries(changed.map((column): [string, Value] => [column, old[column] ?? null]));
  return { row, before };
}

/** A change in words, such as `+ official planner` and `~ agency transport: phone "…" -> "…"`. */
export function describeChange({ table, key, row, before }: Change): string {
  const words = `${table.replace('_', ' ')} ${key}`;
  if (before === null) {
    const facts = Object.entries(row)
      .filter(
        ([column, value]) => value !== key && value !== null && column !== 'kind' && String(value) !== '',
      )
      .map(([column, value]) => `${column} ${JSON.stringify(value)}`);
    return `+ ${words}: ${facts.join(', ')}`;
  }
  const facts = Object.entries(before).map(
    ([column, value]) => `${column} ${JSON.stringify(value)} -> ${JSON.stringify(row[column])}`,
  );
  return `~ ${words}: ${facts.join(', ')}`;
}
