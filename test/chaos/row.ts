/**
 * One row of docs/reference/security.md, "What it withstands": an attack and its limit. `npm run chaos` and
 * `npm test` find it by its file in `rows/`.
 */
export interface ChaosRow {
  /** As typed on the command line. */
  readonly name: string;
  /** The requirement, as in docs/reference/security.md. */
  readonly holds: string;
  /** What `size` counts: connections, seconds, requests … */
  readonly unit: string;
  readonly fullSize: number;
  /** Size in `npm test`: seconds, not minutes. */
  readonly smallSize: number;
  /** Set if it needs programs that the gate does not install; it then runs by its name only. */
  readonly byNameOnly?: true;
  /** Whether it keeps the CPU busy, or depends on answer times: in `npm test` no other row runs beside it. */
  readonly runsAlone?: true;
  /** What it starts, what it needs from the machine, and its duration at full size. */
  readonly needs: string;
  run(options: RowOptions): Promise<RowResult>;
}

export interface RowOptions {
  readonly size: number;
  /** Seed of all random choices. */
  readonly seed: number;
  readonly log: (line: string) => void;
  /** Multiplies time limits: 1 to measure, more in `npm test`, which shares its machine. */
  readonly patience: number;
}

export interface RowResult {
  /** The measured values in one line, with their limits. */
  readonly figure: string;
  readonly passed: boolean;
}
