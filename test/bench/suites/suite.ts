import type { Row } from '../report.ts';

export interface SuiteOptions {
  readonly rounds: number;
  readonly say: (line: string) => void;
  /** Shorter runs, for a first look. */
  readonly quick: boolean;
  /** Ids of the contenders; `null` for all. */
  readonly contenders: readonly string[] | null;
  /** Names of the queries; `null` for all. */
  readonly queries: readonly string[] | null;
  /** Maximum number of loaded rows: observations or stop times; `null` for the suite's own choice. */
  readonly mostRows: number | null;
  /** Folder for CPU profiles of our own gateway. */
  readonly profile: string | null;
}

export interface SuiteResult {
  readonly rows: readonly Row[];
  /** The results, as Markdown. */
  readonly table: string;
}

/** Alternates measurements in one run, and reports the results. */
export interface Suite {
  run(options: SuiteOptions): Promise<SuiteResult>;
}
