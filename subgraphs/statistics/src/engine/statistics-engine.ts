import type { NativeBlock } from './native-block.ts';

/**
 * Values for the `{name:Type}` placeholders of a statement. The engine binds them; they are never inserted
 * into SQL.
 */
export type QueryParameters = Readonly<Record<string, QueryParameter>>;
type QueryParameter = string | number | readonly string[] | readonly (readonly string[])[];

/** What this service needs from a column store with ClickHouse's SQL. */
export interface StatisticsEngine {
  /** Runs a statement without a result. */
  execute(sql: string, parameters?: QueryParameters): Promise<void>;
  /**
   * Returns rows as the engine sends them: parse before use. Statements with parameters run one at a time.
   */
  query(sql: string, parameters?: QueryParameters): Promise<unknown[]>;
  /**
   * Like `query`, with each row an array: less work for many rows.
   *
   * @param threads maximum, if the limits of the engine allow more
   */
  rows(sql: string, threads?: number): Promise<readonly (readonly unknown[])[]>;
  insert(table: string, rows: readonly object[]): Promise<void>;
  /** @param text one row per line, with tabs between the values of `columns` (TabSeparated) */
  insertLines(table: string, columns: readonly string[], text: string): Promise<void>;
  insertBlock(table: string, block: NativeBlock): Promise<void>;
  /** Throws while the engine does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
  /** Whether no other process uses the same data, so that unserved rows may be deleted. */
  readonly exclusive: boolean;
  /** Number of queries so far, by which tests check that reads are batched. */
  readonly queryCount: number;
}
