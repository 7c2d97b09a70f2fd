import type { TripRun } from './trip-run.ts';

/** Estimates of the calls of a run. */
export type RunTimes = Pick<TripRun, 'arrivals' | 'departures' | 'calls'>;

const bytesOfBlock = 2 ** 18;
const bytesOfCall = 4 + 4 + 1;

/** Allocates the estimates of many runs from few blocks: a buffer for each column takes much longer. */
export class RunTimesAllocator {
  #block = new ArrayBuffer(0);
  #used = 0;

  /** @returns zeros */
  allocate(calls: number): RunTimes {
    const bytes = Math.ceil((calls * bytesOfCall) / 4) * 4;
    if (this.#used + bytes > this.#block.byteLength) {
      this.#block = new ArrayBuffer(Math.max(bytes, bytesOfBlock));
      this.#used = 0;
    }
    const begin = this.#used;
    this.#used += bytes;
    return {
      arrivals: new Int32Array(this.#block, begin, calls),
      departures: new Int32Array(this.#block, begin + 4 * calls, calls),
      calls: new Uint8Array(this.#block, begin + 8 * calls, calls),
    };
  }
}
