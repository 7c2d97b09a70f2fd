/**
 * Values for the `{name:Type}` placeholders of a statement. They are bound by the engine, never pasted into
 * SQL.
 */
export type QueryParameters = Readonly<Record<string, QueryParameter>>;
type QueryParameter = string | number | readonly string[] | readonly (readonly string[])[];

/** What this service needs of a column store that speaks the SQL of ClickHouse. */
export interface StatisticsEngine {
  /** Runs a statement that answers nothing. */
  execute(sql: string, parameters?: QueryParameters): Promise<void>;
  /**
   * The rows are as the engine sends them: parse before use. Statements with parameters run one after the
   * other.
   */
  query(sql: string, parameters?: QueryParameters): Promise<unknown[]>;
  /** As `query`, each row an array: many rows so need less work to read. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  insert(table: string, rows: readonly object[]): Promise<void>;
  /** @param text one row a line, with tabs between the values of `columns` (TabSeparated) */
  insertLines(table: string, columns: readonly string[], text: string): Promise<void>;
  /** Throws while the engine does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
  /** Whether no other process can use the same data, so that what this one does not serve may be deleted. */
  readonly exclusive: boolean;
  /** How many queries were run: tests show by it that reads are batched. */
  readonly queryCount: number;
}
