import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { currentCall } from '../server/current-call.ts';
import { PreparedStatements } from './prepared-statements.ts';

/** A pool whose queries are part of the call that they are made for. */
export function callPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const statements = new PreparedStatements();
  return {
    async connect() {
      const client = await pool.connect();
      // The same each time: Kysely takes another object for a new connection.
      let known = clients.get(client);
      if (known === undefined) {
        known = new CallClient(client, statements);
        clients.set(client, known);
      }
      return known;
    },
    end: () => pool.end(),
  };
}

class CallClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #statements: PreparedStatements;

  constructor(client: pg.PoolClient, statements: PreparedStatements) {
    this.#client = client;
    this.#statements = statements;
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    sql: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof sql !== 'string') throw new TypeError('there are no cursors in a call');
    const span = currentCall.getStore()?.span?.child(`query ${verbOf(sql)}`, 'client', {
      'db.system.name': 'postgresql',
      'db.operation.name': verbOf(sql),
    });
    return this.#send<Row>(sql, parameters).then(
      (value) => {
        span?.end();
        return value;
      },
      (error: unknown) => {
        span?.end(codeOf(error));
        throw error;
      },
    );
  }

  async #send<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    const query = { text: sql, values: [...parameters] };
    const name = this.#statements.nameOf(sql, parameters);
    const send = (how: object) =>
      this.#client.query({ ...query, ...how }) as unknown as Promise<PostgresQueryResult<Row>>;
    if (name === undefined) return send({});
    try {
      return await send({ name });
    } catch (error) {
      if (!this.#statements.isOutdated(error)) throw error;
      // Where it is part of a transaction, that has failed with it, and this fails too.
      return send({}).catch(() => {
        throw error;
      });
    }
  }

  release(discard?: boolean): void {
    this.#client.release(discard);
  }
}

/** No more of a statement is told: what stands in it, even a literal, may be about somebody. */
function verbOf(sql: string): string {
  return /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? 'other';
}

/** The SQLSTATE. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
