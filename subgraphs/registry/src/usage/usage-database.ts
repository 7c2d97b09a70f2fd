/** Values for the `{name:Type}` placeholders of a statement; the engine binds them. */
export type QueryParameters = Readonly<Record<string, string | number | readonly string[]>>;

/** A row of `operation_usage`; see `usage-table.ts`. */
export interface UsageRow {
  /** Seconds since 1970. */
  readonly minute: number;
  readonly gateway: string;
  /** Empty for callers without a token. */
  readonly app: string;
  readonly signature: string;
  readonly kind: string;
  /** Empty where it is not known. */
  readonly name: string;
  readonly calls: number;
  readonly failed: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly latency: readonly number[];
  readonly fields: readonly string[];
}

/** ClickHouse, in a process beside this one or on a cluster. */
export interface UsageDatabase {
  /** @param batch a batch that was inserted before changes nothing */
  insert(rows: readonly UsageRow[], batch: string): Promise<void>;
  /** The rows are as the engine sends them: parse before use. */
  query(sql: string, parameters: QueryParameters): Promise<readonly unknown[]>;
  close(): Promise<void>;
}
