import { type Kysely, sql } from 'kysely';
import type { ServiceRights } from './service-rights.ts';

/** The role of a connection, and what it could do to tables that are append-only, in words; null where nothing. */
export interface AlteringRole {
  readonly role: string;
  readonly because: string | null;
}

/** Whether the role owns tables, or could make itself the owner of some. */
export async function owningRole<Tables>(db: Kysely<Tables>): Promise<AlteringRole> {
  return one(
    db,
    sql`CASE
    WHEN (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN 'is a superuser'
    WHEN (SELECT pg_has_role(datdba, 'MEMBER') FROM pg_database WHERE datname = current_database())
      THEN 'owns the database'
    ELSE (SELECT 'owns the table ' || oid::regclass FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'MEMBER') LIMIT 1) END`,
  );
}

/** The same, and whether it has a right by which triggers could be evaded, or one that is not listed. */
export async function alteringRole<Tables>(db: Kysely<Tables>, rights: ServiceRights): Promise<AlteringRole> {
  const owning = await owningRole(db);
  if (owning.because !== null) return owning;
  const evading = await evadingRole(db);
  return evading.because === null ? { ...owning, because: await unlistedRight(db, rights) } : evading;
}

async function unlistedRight<Tables>(db: Kysely<Tables>, rights: ServiceRights): Promise<string | null> {
  const { rows } = await sql<{ table: string; deletes: boolean; updates: boolean }>`
    SELECT relname AS table, has_table_privilege(oid, 'DELETE') AS deletes,
           has_any_column_privilege(oid, 'UPDATE') AS updates
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`.execute(db);
  for (const { table, deletes, updates } of rows) {
    const listed = rights[table] ?? [];
    if (deletes && !listed.includes('DELETE')) return `may delete from the table ${table}`;
    if (updates && !listed.some((right) => right.startsWith('UPDATE')))
      return `may update the table ${table}`;
  }
  return null;
}

async function evadingRole<Tables>(db: Kysely<Tables>): Promise<AlteringRole> {
  return one(
    db,
    sql`CASE
    WHEN has_schema_privilege('public', 'CREATE') THEN 'may create tables and functions'
    WHEN has_database_privilege(current_database(), 'TEMPORARY') THEN 'may create temporary tables'
    ELSE (SELECT 'may truncate the table ' || oid::regclass || ' or add triggers to it' FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND has_table_privilege(oid, 'TRUNCATE, TRIGGER') LIMIT 1) END`,
  );
}

async function one<Tables>(db: Kysely<Tables>, because: ReturnType<typeof sql>): Promise<AlteringRole> {
  const { rows } = await sql<AlteringRole>`SELECT current_user AS role, ${because} AS because`.execute(db);
  return { role: rows[0]?.role ?? '', because: rows[0]?.because ?? null };
}
