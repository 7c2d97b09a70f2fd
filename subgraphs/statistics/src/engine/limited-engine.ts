import { PublicError } from '@civic-graph/errors';
import type { NativeBlock } from './native-block.ts';
import type { QueryParameters, StatisticsEngine } from './statistics-engine.ts';

/** Limits of a query: time in seconds, memory in bytes. */
export interface QueryLimits {
  readonly max_execution_time: number;
  readonly max_memory_usage: number;
  /** Of all statements at the same time: a server then ends the query that uses the most. */
  readonly max_memory_usage_for_user: number;
  readonly max_threads: number;
  readonly max_bytes_before_external_group_by: number;
}

/** A query of the public reads or sorts a few million rows in 2 s. */
export const publicLimits: QueryLimits = {
  max_execution_time: 10,
  max_memory_usage: 2_000_000_000,
  max_memory_usage_for_user: 2_500_000_000,
  max_threads: 4,
  max_bytes_before_external_group_by: 500_000_000,
};

/** TIMEOUT_EXCEEDED, TOO_SLOW, MEMORY_LIMIT_EXCEEDED, and of statements TOO_DEEP_AST, TOO_BIG_AST. */
const exceeded = new Set(['159', '160', '241', '167', '168']);

/**
 * An engine whose `rows` are bounded, for queries that anybody can send. The limits are in the statement,
 * because settings of the embedded engine would stay for later statements.
 */
export class LimitedEngine implements StatisticsEngine {
  readonly #engine: StatisticsEngine;
  readonly #limits: QueryLimits;

  constructor(engine: StatisticsEngine, limits: QueryLimits = publicLimits) {
    this.#engine = engine;
    this.#limits = limits;
  }

  /** @throws PublicError OVERLOADED */
  async rows(sql: string, threads = this.#limits.max_threads): Promise<readonly (readonly unknown[])[]> {
    const limits = { ...this.#limits, max_threads: Math.min(threads, this.#limits.max_threads) };
    const settings = Object.entries(limits).map(([name, value]) => `${name} = ${value}`);
    try {
      return await this.#engine.rows(`${sql}\nSETTINGS ${settings.join(', ')}`);
    } catch (error) {
      if (!isExceeded(error)) throw error;
      throw new PublicError('OVERLOADED', 'the query takes too much time or memory; narrow it', {
        originalError: error,
      });
    }
  }

  get exclusive(): boolean {
    return this.#engine.exclusive;
  }

  get queryCount(): number {
    return this.#engine.queryCount;
  }

  execute(sql: string, parameters?: QueryParameters): Promise<void> {
    return this.#engine.execute(sql, parameters);
  }

  query(sql: string, parameters?: QueryParameters): Promise<unknown[]> {
    return this.#engine.query(sql, parameters);
  }

  insert(table: string, rows: readonly object[]): Promise<void> {
    return this.#engine.insert(table, rows);
  }

  insertLines(table: string, columns: readonly string[], text: string): Promise<void> {
    return this.#engine.insertLines(table, columns, text);
  }

  insertBlock(table: string, block: NativeBlock): Promise<void> {
    return this.#engine.insertBlock(table, block);
  }

  ping(): Promise<void> {
    return this.#engine.ping();
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}

function isExceeded(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && exceeded.has(String(error.code));
}
