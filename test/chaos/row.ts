/**
 * One row of docs/reference/security.md, "What it withstands": what is done to the gateway, and the figure
 * that it must reach. Its file in `rows/` has its name; that makes it known to `npm run chaos` and to `npm
 * test`.
 */
export interface ChaosRow {
  /** As it is typed. */
  readonly name: string;
  /** What must hold, in the words of docs/reference/security.md. */
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
  /**
   * Bounds of time are multiplied by it: 1 for a figure, more in `npm test`, whose machine does other things
   * as well.
   */
  readonly patience: number;
}

export interface RowResult {
  /** What was measured, in one line, with the bound beside it. */
  readonly figure: string;
  readonly passed: boolean;
}
