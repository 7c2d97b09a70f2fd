import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { callPool } from './call-pool.ts';
import { readDatabaseUrl } from './database-url.ts';
import { PreparedStatements } from './prepared-statements.ts';
import type { ConnectionGate, GateHolder } from './restore/connection-gate.ts';

/** Kysely over PostgreSQL with a query counter, so that tests can detect N+1 queries. */
export class Database<Tables> extends Kysely<Tables> implements GateHolder {
  readonly #counter: { queries: number };
  readonly #holder: GateHolder;

  constructor(pool: pg.Pool, statements?: PreparedStatements) {
    const counter = { queries: 0 };
    const holder: GateHolder = { gate: null };
    super({
      dialect: new PostgresDialect({ pool: callPool(pool, holder, statements) }),
      log: (event) => {
        if (event.level === 'query') counter.queries += 1;
      },
    });
    this.#counter = counter;
    this.#holder = holder;
  }

  /** Decides about every connection from now on. */
  set gate(gate: ConnectionGate | null) {
    this.#holder.gate = gate;
  }

  get gate(): ConnectionGate | null {
    return this.#holder.gate;
  }

  /** Queries since the start. */
  get queries(): number {
    return this.#counter.queries;
  }
}

const typeId = { int8: 20, date: 1082, numeric: 1700 } as const;

/**
 * Types that JavaScript would damage stay text: int8 and numeric exceed a double, and a JavaScript Date has a
 * time zone.
 */
const textTypes: ReadonlySet<number> = new Set(Object.values(typeId));

export interface DatabaseOptions {
  /** Timeout (in milliseconds) of a statement; 0 disables it. Default is 15000. */
  readonly statementTimeoutMs?: number;
}

/**
 * Creates a pool for a PostgreSQL database; it connects with the first query.
 *
 * @param url `postgresql://user:password@host:port/database`; with `?pooler=transaction` through PgBouncer in
 *   transaction mode, whose `connect_query` sets the statement timeout
 */
export function createDatabase<Tables>(
  url: string,
  { statementTimeoutMs = 15_000 }: DatabaseOptions = {},
): Database<Tables> {
  const { connectionString, isPooled } = readDatabaseUrl(url);
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    // A pooler refuses it as a startup parameter, and shares its sessions.
    ...(!isPooled && { statement_timeout: statementTimeoutMs }),
    types: {
      getTypeParser: ((id: number, kind?: 'text' | 'binary') =>
        textTypes.has(id) ? String : pg.types.getTypeParser(id, kind)) as typeof pg.types.getTypeParser,
    },
  });
  // Without a listener, an idle connection that the server closes would end the process. The pool drops it.
  pool.on('error', () => {});
  // The same for a connection in use between two statements: the next statement and its transaction fail.
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  return new Database<Tables>(pool, new PreparedStatements(isPooled ? 0 : undefined));
}
