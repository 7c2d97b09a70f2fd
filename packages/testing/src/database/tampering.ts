import pg from 'pg';

/** A tampering statement and the SQLSTATE of its refusal; null if it succeeded. */
export interface TamperingAttempt {
  readonly statement: string;
  readonly code: string | null;
}

/** SQLSTATE insufficient_privilege: refused by PostgreSQL before any trigger. */
export const insufficientPrivilege = '42501';

interface Guarded {
  readonly table: string;
  readonly trigger: string;
  readonly update: boolean;
  readonly delete: boolean;
  readonly column: string;
}

/**
 * Tries every statement by which a service's role could change append-only tables: those whose trigger only
 * raises an exception.
 *
 * @param service URL with the service's role
 */
export async function tryTampering(service: string): Promise<readonly TamperingAttempt[]> {
  const client = new pg.Client({ connectionString: service });
  await client.connect();
  try {
    const { rows: guarded } = await client.query<Guarded>(guardedTables);
    if (guarded.length === 0) throw new Error('the catalogue has no append-only tables');
    const { rows: tables } = await client.query<{ table: string; owner: string }>(allTables);
    const statements = [
      ...guarded.flatMap(againstTable),
      ...tables.flatMap(({ table }) => againstAny(table)),
      ...against(tables[0]?.owner ?? ''),
    ];
    const attempts: TamperingAttempt[] = [];
    for (const statement of statements) attempts.push({ statement, code: await codeOf(client, statement) });
    return attempts;
  } finally {
    await client.end();
  }
}

async function codeOf(client: pg.Client, statement: string): Promise<string | null> {
  await client.query('BEGIN');
  try {
    await client.query(statement);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Bits of `pg_trigger.tgtype`: 8 DELETE, 16 UPDATE. */
const guardedTables = `
  SELECT relation.oid::regclass::text AS table, quote_ident(min(tgname)) AS trigger,
         bool_or(tgtype & 16 > 0) AS update, bool_or(tgtype & 8 > 0) AS delete,
         (SELECT quote_ident(attname) FROM pg_attribute
           WHERE attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
             AND attidentity = '' AND attgenerated = '' ORDER BY attnum LIMIT 1) AS column
    FROM pg_trigger JOIN pg_class AS relation ON relation.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
   WHERE NOT tgisinternal AND prosrc ~* '^\\s*begin\\s+raise exception [^;]*;\\s*end;?\\s*$'
   GROUP BY relation.oid ORDER BY 1`;

const allTables = `
  SELECT oid::regclass::text AS table, quote_ident(relowner::regrole::text) AS owner FROM pg_class
   WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`;

function againstTable({ table, trigger, column, ...refused }: Guarded): string[] {
  return [
    ...(refused.update ? [`UPDATE ${table} SET ${column} = ${column}`] : []),
    ...(refused.delete ? [`DELETE FROM ${table}`] : []),
    `DROP TRIGGER ${trigger} ON ${table}`,
    `ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`,
  ];
}

function againstAny(table: string): string[] {
  return [
    `TRUNCATE ${table} CASCADE`,
    `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
    `ALTER TABLE ${table} ADD COLUMN more text`,
    `ALTER TABLE ${table} OWNER TO CURRENT_USER`,
    `CREATE RULE nothing AS ON INSERT TO ${table} DO INSTEAD NOTHING`,
    `CREATE POLICY nobody ON ${table}`,
    `DROP TABLE ${table} CASCADE`,
  ];
}

function against(owner: string): string[] {
  return [
    'SET session_replication_role = replica',
    `SET ROLE ${owner}`,
    `SET SESSION AUTHORIZATION ${owner}`,
    `ALTER ROLE CURRENT_USER SUPERUSER`,
    `GRANT ${owner} TO CURRENT_USER`,
    'CREATE TABLE mine (n integer)',
    'CREATE TEMPORARY TABLE mine (n integer)',
    'CREATE SCHEMA mine',
    'CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
    'CREATE EXTENSION pg_trgm',
  ];
}
