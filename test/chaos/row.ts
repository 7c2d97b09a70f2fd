/**
 * One row of docs/reference/security.md, "What it withstands": an attack and its limit. `npm run chaos` and
 * `npm test` find it by its file in `rows/`.
 */
export interface ChaosRow {
  /** As it is typed. */
  readonly name: string;
  /** The requirement, as in docs/reference/security.md. */
  readonly holds: string;
  /** What `size` counts: connections, seconds, requests … */
  readonly unit: string;
  readonly fullSize: number;
  /** Of the run in `npm test`: seconds, not minutes. */
  readonly smallSize: number;
  /** It keeps the processor busy, or is judged by answer times: no other runs beside it in `npm test`. */
  readonly runsAlone?: true;
  /** What it starts, what it wants of the machine, and how long it takes at full size. */
  readonly needs: string;
  run(options: RowOptions): Promise<RowResult>;
}

export interface RowOptions {
  readonly size: number;
  /** Of everything that is drawn. */
  readonly seed: number;
  readonly log: (line: string) => void;
  /** Multiplies time limits: 1 to measure, more in `npm test`, which shares its machine. */
  readonly patience: number;
}

export interface RowResult {
  /** What was measured, in one line, with the bound beside it. */
  readonly figure: string;
  readonly passed: boolean;
}
