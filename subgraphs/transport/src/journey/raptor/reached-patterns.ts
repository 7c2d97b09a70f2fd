import { byteAt, intAt } from '../../feed/columns.ts';
import type { Calls, Timetable } from '../timetable.ts';
import { Marks } from './marks.ts';
import type { RowList } from './row-list.ts';
import type { SearchRequest } from './search-request.ts';

/** Patterns that the next round scans, each from the first call where its trips can be boarded. */
export class ReachedPatterns {
  readonly #timetable: Timetable;
  #patterns: Marks;
  /** Pattern row -> first boardable call, in search direction. */
  #firstCalls: Int32Array;

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
    this.#patterns = new Marks(timetable.patternCount);
    this.#firstCalls = new Int32Array(timetable.patternCount);
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
  collect(stops: RowList, request: SearchRequest): void {
    const { overlay } = request;
    this.#makeRoom(overlay?.patternCount ?? 0);
    this.#patterns.clear();
    for (let index = 0; index < stops.size; index += 1) {
      const stop = stops.row(index);
      this.#addPatternsAt(this.#timetable.callsAt, stop, request);
      if (overlay !== null && overlay.callsAt !== null) this.#addPatternsAt(overlay.callsAt, stop, request);
    }
  }

  /** Real-time information may have more patterns than the timetable. */
  #makeRoom(patterns: number): void {
    if (patterns <= this.#firstCalls.length) return;
    this.#patterns = new Marks(patterns);
    this.#firstCalls = new Int32Array(patterns);
  }

  #addPatternsAt({ offsets, patterns, calls }: Calls, stop: number, request: SearchRequest): void {
    const { sign } = request.direction;
    const { excludedRoutes } = request.options;
    for (let row = intAt(offsets, stop); row < intAt(offsets, stop + 1); row += 1) {
      const pattern = intAt(patterns, row);
      if (excludedRoutes !== null && byteAt(excludedRoutes, this.#routeOf(pattern, request)) === 1) continue;
      const call = intAt(calls, row);
      const isFirst = this.#patterns.add(pattern) || sign * call < sign * intAt(this.#firstCalls, pattern);
      if (isFirst) this.#firstCalls[pattern] = call;
    }
  }

  #routeOf(pattern: number, { overlay }: SearchRequest): number {
    const { patternCount, tables } = this.#timetable;
    if (pattern < patternCount || overlay === null) return intAt(tables.routes, pattern);
    return intAt(overlay.extraRoutes, pattern - patternCount);
  }
}
