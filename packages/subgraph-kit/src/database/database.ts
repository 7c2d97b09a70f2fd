import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { callPool } from './call-pool.ts';

/** Kysely over PostgreSQL that counts its queries, so that a test can prove that there is no N+1. */
export class Database<Tables> extends Kysely<Tables> {
  readonly #counter: { queries: number };

  constructor(pool: pg.Pool) {
    const counter = { queries: 0 };
    super({
      dialect: new PostgresDialect({ pool: callPool(pool) }),
      log: (event) => {
        if (event.level === 'query') counter.queries += 1;
      },
    });
    this.#counter = counter;
  }

  /** Queries since the start. */
  get queries(): number {
    return this.#counter.queries;
  }
}

const typeId = { int8: 20, date: 1082, numeric: 1700 } as const;

/**
 * Types that JavaScript would damage stay text: int8 and numeric because a double has 53 bits, date because a
 * JavaScript Date has a zone.
 */
const textTypes: ReadonlySet<number> = new Set(Object.values(typeId));

export interface DatabaseOptions {
  /** Timeout (in milliseconds) of a statement; 0 for none. Default is 15000. */
  readonly statementTimeoutMs?: number;
}

/**
 * Opens a pool on a PostgreSQL database; nothing is connected before the first query.
 *
 * @param url `postgresql://user:password@host:port/database`
 */
export function createDatabase<Tables>(
  url: string,
  { statementTimeoutMs = 15_000 }: DatabaseOptions = {},
): Database<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeoutMs,
    types: {
      getTypeParser: ((id: number, kind?: 'text' | 'binary') =>
        textTypes.has(id) ? String : pg.types.getTypeParser(id, kind)) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that the server closes (a restart) is dropped from the pool; without a listener the
  // process would end. The next query opens another one, or reports the failure to whom it concerns.
  pool.on('error', () => {});
  // The same for one that is in use, between two statements of a transaction: the next statement fails, and
  // with it the transaction; the pool then drops the connection.
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  return new Database<Tables>(pool);
}
