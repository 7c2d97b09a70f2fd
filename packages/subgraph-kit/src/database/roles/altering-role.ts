import { type Kysely, sql } from 'kysely';

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

/** The same, and whether it has a right by which triggers could be evaded. */
export async function alteringRole<Tables>(db: Kysely<Tables>): Promise<AlteringRole> {
  const owning = await owningRole(db);
  if (owning.because !== null) return owning;
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
