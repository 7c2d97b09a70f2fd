import { type Sampler, SamplingDecision, type SamplingResult } from '@opentelemetry/sdk-trace';

/**
 * Samples requests whose sender asks for a trace, up to a number per second. The sender chooses the trace id,
 * so a share of ids would be no bound.
 */
export class CallerSampler implements Sampler {
  readonly #perSecond: number;
  readonly #now: () => number;
  #second = Number.NEGATIVE_INFINITY;
  #taken = 0;

  constructor(perSecond: number, now: () => number = Date.now) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  shouldSample(): SamplingResult {
    const second = Math.floor(this.#now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#taken = 0;
    }
    if (this.#taken >= this.#perSecond) return { decision: SamplingDecision.NOT_RECORD };
    this.#taken += 1;
    return { decision: SamplingDecision.RECORD_AND_SAMPLED };
  }

  toString(): string {
    return `CallerSampler{${this.#perSecond}/s}`;
  }
}
