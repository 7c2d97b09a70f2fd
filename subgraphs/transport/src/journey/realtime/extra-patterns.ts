import { gather, groupRows, IntColumn, intAt } from '../../feed/columns.ts';
import type { Calls } from '../timetable.ts';
import type { RealtimeRuns } from './realtime-runs.ts';

/** Patterns of runs that call at other stops than the timetable says, in the order of discovery. */
export class ExtraPatterns {
  readonly #runs: RealtimeRuns;
  readonly #firstRow: number;
  /** Pattern -> one of its runs, which defines its stops and route. */
  readonly #samples: number[] = [];
  readonly #byHash = new Map<number, number[]>();

  /** @param firstRow row of the first pattern */
  constructor(runs: RealtimeRuns, firstRow: number) {
    this.#runs = runs;
    this.#firstRow = firstRow;
  }

  get length(): number {
    return this.#samples.length;
  }

  /** The pattern of a run; a new one if no earlier run has its stops and route. */
  patternOf(run: number): number {
    const hash = this.#hashOf(run);
    const candidates = this.#byHash.get(hash) ?? [];
    this.#byHash.set(hash, candidates);
    for (const pattern of candidates) {
      if (this.#isSame(this.#samples[pattern] ?? -1, run)) return this.#firstRow + pattern;
    }
    const pattern = this.#samples.push(run) - 1;
    candidates.push(pattern);
    return this.#firstRow + pattern;
  }

  firstCalls(): Int32Array {
    return Int32Array.from(this.#samples, (run) => intAt(this.#runs.offsets, run));
  }

  lengths(): Int32Array {
    return Int32Array.from(this.#samples, (run) => this.#lengthOf(run));
  }

  routes(): Int32Array {
    return Int32Array.from(this.#samples, (run) => intAt(this.#runs.routes, run));
  }

  callsAt(stopCount: number): Calls {
    const stops = new IntColumn();
    const patterns = new IntColumn();
    const calls = new IntColumn();
    for (const [pattern, run] of this.#samples.entries()) {
      const first = intAt(this.#runs.offsets, run);
      for (let call = 0; call < this.#lengthOf(run); call += 1) {
        stops.push(intAt(this.#runs.calls.stops, first + call));
        patterns.push(this.#firstRow + pattern);
        calls.push(call);
      }
    }
    const { offsets, rows } = groupRows(stops.toArray(), stopCount);
    return { offsets, patterns: gather(patterns.toArray(), rows), calls: gather(calls.toArray(), rows) };
  }

  #lengthOf(run: number): number {
    return intAt(this.#runs.offsets, run + 1) - intAt(this.#runs.offsets, run);
  }

  #hashOf(run: number): number {
    let hash = intAt(this.#runs.routes, run);
    const end = intAt(this.#runs.offsets, run + 1);
    for (let row = intAt(this.#runs.offsets, run); row < end; row += 1) {
      hash = (Math.imul(hash, 31) + intAt(this.#runs.calls.stops, row)) | 0;
    }
    return hash;
  }

  #isSame(one: number, other: number): boolean {
    const { routes, offsets, calls } = this.#runs;
    const length = this.#lengthOf(one);
    if (intAt(routes, one) !== intAt(routes, other) || length !== this.#lengthOf(other)) return false;
    for (let call = 0; call < length; call += 1) {
      const stop = intAt(calls.stops, intAt(offsets, one) + call);
      if (stop !== intAt(calls.stops, intAt(offsets, other) + call)) return false;
    }
    return true;
  }
}
