import type { CallEstimates } from './trip-run.ts';

const callsOfColumns = 32_768;

/** Allocates the estimates of many runs: columns for each run would take longer than to fill them. */
export class EstimateColumns {
  #columns = columnsOf(0);
  #used = 0;

  /** @returns zeros, from row `first` on */
  allocate(calls: number): { readonly estimates: CallEstimates; readonly first: number } {
    if (this.#used + calls > this.#columns.states.length) {
      this.#columns = columnsOf(Math.max(calls, callsOfColumns));
      this.#used = 0;
    }
    const first = this.#used;
    this.#used += calls;
    return { estimates: this.#columns, first };
  }
}

function columnsOf(calls: number): CallEstimates {
  return {
    arrivals: new Int32Array(calls),
    departures: new Int32Array(calls),
    states: new Uint8Array(calls),
  };
}
