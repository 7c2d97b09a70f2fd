/** What was paid in a measurement. */
export interface Paid {
  readonly payments: number;
  /** Payments a second. */
  readonly rate: number;
  /** How long each took, in milliseconds. */
  readonly times: readonly number[];
  /** Processor time of the program that was measured, without the database. */
  readonly cpuMs: number;
}
