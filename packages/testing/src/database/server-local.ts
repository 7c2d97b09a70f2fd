import pg from 'pg';

interface ServerLocalScan {
  /** Number of inspected columns and functions. */
  readonly scanned: { readonly columns: number; readonly functions: number };
  /** Server-local values: columns by type, defaults and functions by what they call. */
  readonly found: readonly string[];
}

/**
 * Searches the catalogue for values that a dump cannot carry to another server, such as transaction ids, row
 * addresses, WAL positions, object ids and times without a zone.
 *
 * @param url of a role that may read the catalogue
 */
export async function scanServerLocal(url: string): Promise<ServerLocalScan> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: columns } = await client.query<{ name: string; local: boolean }>(`
      SELECT attrelid::regclass || '.' || attname || ' ' || atttypid::regtype AS name,
             (atttypid::regtype::text ~ '^(xid8?|cid|tid|pg_lsn|pg_snapshot|txid_snapshot|oid|reg.*)$'
               OR atttypid = 'timestamp'::regtype
               OR coalesce(pg_get_expr(adbin, adrelid), '')
                 ~ 'xact_id|snapshot|txid|now\\(\\)|current_|wal_|ctid') AS local
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped`);
    const { rows: functions } = await client.query<{ name: string; local: boolean }>(`
      SELECT proname || '()' AS name, prosrc ~ 'xact_id|snapshot\\(|txid|now\\(\\)|wal_|ctid|xmin' AS local
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace`);
    return {
      scanned: { columns: columns.length, functions: functions.length },
      found: [...columns, ...functions].filter(({ local }) => local).map(({ name }) => name),
    };
  } finally {
    await client.end();
  }
}
