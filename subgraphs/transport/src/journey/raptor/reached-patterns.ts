import { byteAt, intAt } from '../../feed/columns.ts';
import type { Calls, Timetable } from '../timetable.ts';
import { routeOf, type Source } from './pattern-routes.ts';
import { RowList } from './row-list.ts';
import type { SearchRequest } from './search-request.ts';

/** Patterns that the next round scans, each from the first call where its trips can be boarded. */
export class ReachedPatterns {
  readonly #patterns = new RowList();
  /** Pattern row -> first boardable call, in search direction; -1 if it is not reached. */
  #firstCalls: Int32Array;

  constructor({ patternCount }: Timetable) {
    this.#firstCalls = new Int32Array(patternCount).fill(-1);
  }

  get size(): number {
    return this.#patterns.size;
  }

  /** The `index`-th reached pattern. */
  row(index: number): number {
    return this.#patterns.row(index);
  }

  /** First boardable call of a reached pattern. */
  firstCall(pattern: number): number {
    return intAt(this.#firstCalls, pattern);
  }

  /** Replaces the patterns by those that call at `stops`. */
  collect(stops: RowList, source: Source, request: SearchRequest): void {
    const { timetable, overlay } = source;
    this.#clear(overlay?.patternCount ?? 0);
    for (let index = 0; index < stops.size; index += 1) {
      const stop = stops.row(index);
      this.#addPatternsAt(timetable.callsAt, stop, source, request);
      if (overlay !== null && overlay.callsAt !== null)
        this.#addPatternsAt(overlay.callsAt, stop, source, request);
    }
  }

  /** Real-time information may have more patterns than the timetable. */
  #clear(patternCount: number): void {
    if (patternCount > this.#firstCalls.length) this.#firstCalls = new Int32Array(patternCount).fill(-1);
    for (let index = 0; index < this.#patterns.size; index += 1) this.#firstCalls[this.row(index)] = -1;
    this.#patterns.clear();
  }

  #addPatternsAt(
    { offsets, patterns, calls }: Calls,
    stop: number,
    source: Source,
    request: SearchRequest,
  ): void {
    const { sign } = request.direction;
    const { excludedRoutes } = request.options;
    const firstCalls = this.#firstCalls;
    const end = intAt(offsets, stop + 1);
    for (let row = intAt(offsets, stop); row < end; row += 1) {
      const pattern = intAt(patterns, row);
      if (excludedRoutes !== null && byteAt(excludedRoutes, routeOf(source, pattern)) === 1) continue;
      const call = intAt(calls, row);
      const first = intAt(firstCalls, pattern);
      if (first === -1) this.#patterns.push(pattern);
      if (first === -1 || sign * call < sign * first) firstCalls[pattern] = call;
    }
  }
}
