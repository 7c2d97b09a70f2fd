import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { callAborted, currentCall, throwIfCallAborted } from '../server/current-call.ts';
import { cancelQuery } from './cancel-query.ts';

import { PreparedStatements } from './prepared-statements.ts';
import type { GateHolder } from './restore/connection-gate.ts';
import { asFailedConnect, asUnavailable, queryCanceled } from './unavailable.ts';

/**
 * A connection pool whose queries belong to the current call: traced with it and cancelled with it. A busy
 * database gives OVERLOADED, an unreachable one SERVICE_UNAVAILABLE.
 */
export function callPool(
  pool: pg.Pool,
  holder: GateHolder = { gate: null },
  statements = new PreparedStatements(),
): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      throwIfCallAborted();
      holder.gate?.assertOpen();
      const client = await pool.connect().catch((error) => {
        throw asFailedConnect(error);
      });
      // Must be stable: Kysely takes a different object for a new connection.
      let known = clients.get(client);
      if (known === undefined) {
        await admitted(client, holder);
        known = new CallClient(client, statements);
        clients.set(client, known);
      }
      return known;
    },
    end: () => pool.end(),
  };
}

/** A new connection may lead to a database that was restored meanwhile. */
async function admitted(client: pg.PoolClient, { gate }: GateHolder): Promise<void> {
  try {
    await gate?.admit(client);
  } catch (error) {
    client.release(true);
    throw asUnavailable(error);
  }
}

class CallClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #statements: PreparedStatements;
  /** Cancellation in progress; settled before the connection is reused. */
  #cancelling: Promise<void> | null = null;

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
    return this.#ask(sql, parameters);
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
      // Inside a transaction the transaction has failed, so this query fails too.
      return send({}).catch(() => {
        throw error;
      });
    }
  }

  release(discard?: boolean): void {
    const release = () => this.#client.release(discard);
    if (this.#cancelling === null) release();
    else
      void this.#cancelling.then(() => {
        this.#cancelling = null;
        release();
      });
  }

  async #ask<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    const run = () => this.#send<Row>(sql, parameters);
    const call = currentCall.getStore();
    if (call === undefined) {
      return run().catch((error) => {
        throw asUnavailable(error);
      });
    }
    const verb = verbOf(sql);
    // A transaction always ends, but only after the cancellation of its statement.
    if (verb === 'rollback') {
      await this.#cancelling;
      return run().catch((error) => {
        throw asUnavailable(error);
      });
    }
    throwIfCallAborted();
    if (call.changes === 'none' && verb !== 'begin') call.changes = 'begun';
    const { signal, mayStop } = call;
    const facts = { 'db.system.name': 'postgresql', 'db.operation.name': verb };
    const span = call.span?.child(`query ${verb}`, 'client', facts);
    const cancel = () => {
      this.#cancelling = cancelQuery(this.#client);
    };
    if (mayStop) signal.addEventListener('abort', cancel, { once: true });
    try {
      const result = await run();
      span?.end();
      return result;
    } catch (error) {
      const code = codeOf(error);
      span?.end(code);
      throw code === queryCanceled && mayStop && signal.aborted ? callAborted() : asUnavailable(error);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}

/** Only the command is traced: the rest of a statement, even a literal, may be personal data. */
function verbOf(sql: string): string {
  return /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? 'other';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
