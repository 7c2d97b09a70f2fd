import { sql } from 'kysely';

/** Whether a schema is not one of the server's own. */
export function ours(schema: ReturnType<typeof sql.ref>) {
  return sql`${schema} IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')`;
}
