import { type Kysely, sql } from 'kysely';
import type { ExcessRight } from './altering-role.ts';
import { ours } from './own-schemas.ts';
import type { ServiceRights } from './service-rights.ts';

interface Held {
  /** Name as listed: with its schema if that is not `public`. */
  readonly listed: string;
  readonly table: string;
  readonly inserts: boolean;
  readonly deletes: boolean;
  /** Columns that may be updated. */
  readonly updates: readonly string[];
}

/** Returns the first unlisted right of the role on a table or view. */
export async function unlistedRight<Tables>(
  db: Kysely<Tables>,
  role: string,
  rights: ServiceRights,
): Promise<ExcessRight | null> {
  // Writing to a view uses the rights of its owner.
  const { rows } = await sql<Held>`
    SELECT CASE nspname WHEN 'public' THEN relname ELSE nspname || '.' || relname END AS listed,
           format('%I.%I', nspname, relname) AS table,
           has_any_column_privilege(pg_class.oid, 'INSERT') AS inserts, has_table_privilege(pg_class.oid, 'DELETE') AS deletes,
           ARRAY(SELECT attname::text FROM pg_attribute
                  WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                    AND has_column_privilege(attrelid, attnum, 'UPDATE') ORDER BY attnum) AS updates
      FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE ${ours(sql.ref('relnamespace'))} AND relkind IN ('r', 'p', 'v', 'f') ORDER BY nspname, relname`.execute(
    db,
  );
  for (const held of rows) {
    const excess = excessOf(held, role, rights[held.listed] ?? []);
    if (excess !== null) return excess;
  }
  return null;
}

function excessOf(
  { listed, table, inserts, deletes, updates }: Held,
  role: string,
  granted: ServiceRights[string],
): ExcessRight | null {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  const revoke = (right: string) => `REVOKE ${right} ON ${table} FROM ${quoted}, PUBLIC`;
  if (inserts && !granted.includes('INSERT')) {
    return { because: `may insert into the table ${listed}`, remedy: revoke('INSERT') };
  }
  if (deletes && !granted.includes('DELETE')) {
    return { because: `may delete from the table ${listed}`, remedy: revoke('DELETE') };
  }
  const columns = updatable(granted);
  const excess = columns === 'all' ? undefined : updates.find((name) => !columns.has(name));
  if (excess === undefined) return null;
  const because = `may update the column ${excess} of the table ${listed}`;
  // Revoking columns does not revoke a right on the whole table.
  const back = granted.filter((right) => right.startsWith('UPDATE'));
  const grant = back.length === 0 ? '' : `; GRANT ${back.join(', ')} ON ${table} TO ${quoted}`;
  return { because, remedy: revoke('UPDATE') + grant };
}

function updatable(granted: ServiceRights[string]): 'all' | ReadonlySet<string> {
  if (granted.includes('UPDATE')) return 'all';
  return new Set(
    granted
      .flatMap((right) => /^UPDATE \((.*)\)$/s.exec(right)?.[1]?.split(',') ?? [])
      .map((name) => name.trim()),
  );
}
