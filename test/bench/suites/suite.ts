import type { Row } from '../report.ts';

export interface SuiteOptions {
  readonly rounds: number;
  readonly say: (line: string) => void;
  /** Shorter runs, for a first look. */
  readonly quick: boolean;
  /** Ids of the contenders; all where it is null. */
  readonly contenders: readonly string[] | null;
  /** Names of the queries; all where it is null. */
  readonly queries: readonly string[] | null;
  /** Folder for processor profiles of our own gateway. */
  readonly profile: string | null;
}

export interface SuiteResult {
  readonly rows: readonly Row[];
  /** What was found, as Markdown. */
  readonly table: string;
}

/** Alternates measurements in one run, and reports the results. */
export interface Suite {
  run(options: SuiteOptions): Promise<SuiteResult>;
}
