import { type Kysely, sql, type Transaction } from 'kysely';

/** Rights of a service on a table besides reading. Columns in brackets limit what it may update. */
export type Right = 'INSERT' | 'DELETE' | 'UPDATE' | `UPDATE (${string})`;

/** By table, with its schema if that is not `public`. Unlisted tables are read-only. */
export type ServiceRights = Readonly<Record<string, readonly Right[]>>;

/**
 * Grants these rights to a service's role and revokes all others. Runs as the owner after each migration, so
 * that a new table gets the right grants.
 */
export async function grantServiceRights<Tables>(
  owner: Kysely<Tables>,
  role: string,
  rights: ServiceRights,
): Promise<void> {
  const tables = Object.entries(rights).map(([name, granted]) => ({ ...split(name), granted }));
  const to = sql.id(role);
  await owner.transaction().execute(async (trx) => {
    // Concurrent updates of catalogue rows fail instead of waiting, when replicas start together.
    await sql`SELECT pg_advisory_xact_lock(hashtext('service-rights'))`.execute(trx);
    await closeDatabase(trx, role);
    for (const schema of new Set(['public', ...tables.map((table) => table.schema)])) {
      const within = sql`IN SCHEMA ${sql.id(schema)}`;
      await sql`REVOKE CREATE ON SCHEMA ${sql.id(schema)} FROM PUBLIC, ${to}`.execute(trx);
      await sql`REVOKE ALL ON ALL TABLES ${within} FROM PUBLIC, ${to}`.execute(trx);
      await sql`REVOKE ALL ON ALL SEQUENCES ${within} FROM PUBLIC, ${to}`.execute(trx);
      await sql`GRANT USAGE ON SCHEMA ${sql.id(schema)} TO ${to}`.execute(trx);
      await sql`GRANT SELECT ON ALL TABLES ${within} TO ${to}`.execute(trx);
      await sql`GRANT USAGE ON ALL SEQUENCES ${within} TO ${to}`.execute(trx);
    }
    for (const { schema, table, granted } of tables) {
      if (granted.length === 0) continue;
      await sql`GRANT ${sql.raw(granted.join(', '))} ON TABLE ${sql.table(`${schema}.${table}`)} TO ${to}`.execute(
        trx,
      );
    }
  });
}

/** A temporary table of the same name would hide the real one from triggers. */
async function closeDatabase<Tables>(trx: Transaction<Tables>, role: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(trx);
  const database = sql.id(rows[0]?.name ?? '');
  await sql`REVOKE ALL ON DATABASE ${database} FROM PUBLIC, ${sql.id(role)}`.execute(trx);
  await sql`GRANT CONNECT ON DATABASE ${database} TO ${sql.id(role)}`.execute(trx);
}

function split(name: string): { readonly schema: string; readonly table: string } {
  const [first = '', second] = name.split('.');
  return second === undefined ? { schema: 'public', table: first } : { schema: first, table: second };
}
