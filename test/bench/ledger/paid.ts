/** Result of measuring payments. */
export interface Paid {
  readonly payments: number;
  /** Payments per second. */
  readonly rate: number;
  /** Duration of each, in milliseconds. */
  readonly times: readonly number[];
  /** CPU time of the measured program, without the database. */
  readonly cpuMs: number;
}
