import type { ServerResponse } from 'node:http';
import type { Principal } from '@civic-graph/policy';
import type { CoalescedRequests } from '../../audit/coalesced-requests.ts';
import type { PreparedOperation } from '../../execution/prepared-operation.ts';
import { isFreshEnough } from '../../subgraphs/transport/dedup-staleness.ts';
import type { RequestEnd } from './end-of-request.ts';

export interface InflightRequest<Answer> {
  /** Time of arrival, in milliseconds of the process's clock. */
  readonly since: number;
  readonly end: RequestEnd;
  readonly coalesced: CoalescedRequests;
  readonly operation: PreparedOperation;
  /** Charged to each request that receives the answer. */
  readonly cost: number;
  readonly answer: Promise<Answer>;
}

/**
 * Cleared once answered: old tables of a `Map` stay in memory (see `deadline-timer.ts`), and would retain the
 * request.
 */
interface Slot<Answer> {
  shared: InflightRequest<Answer> | null;
}

/**
 * Deduplicates queries in flight: a repeated query waits for the first one's answer. Only requests with the
 * same body and the same principal (one verified token, or anonymous) are joined.
 */
export class InflightRequests<Answer> {
  readonly #inFlight = new WeakMap<Principal, Map<string, Slot<Answer>>>();
  readonly #minRemainingMs: number;
  readonly #lastChange: () => number;

  /**
   * @param minRemainingMs an answer with less time left is not joined
   * @param lastChange time of the last mutation: an earlier answer may not show its effect, so later requests
   * do not join it
   */
  constructor(minRemainingMs: number, lastChange: () => number) {
    this.#minRemainingMs = minRemainingMs;
    this.#lastChange = lastChange;
  }

  /** Joins the same request in flight, if any; `response` then keeps it running. */
  join(principal: Principal, body: string, response: ServerResponse): InflightRequest<Answer> | undefined {
    const found = this.#inFlight.get(principal)?.get(body)?.shared ?? null;
    if (found === null || found.end.remainingMs < this.#minRemainingMs) return undefined;
    if (found.since <= this.#lastChange() || !isFreshEnough(principal, found.since)) return undefined;
    // Cancelled, even if some of its calls are still running.
    if (found.end.aborted) return undefined;
    found.end.join(response);
    return found;
  }

  /** Lets other requests join until it is answered. Its `answer` must never reject. */
  offer(principal: Principal, body: string, shared: InflightRequest<Answer>): void {
    let ofPrincipal = this.#inFlight.get(principal);
    if (ofPrincipal === undefined) {
      ofPrincipal = new Map();
      this.#inFlight.set(principal, ofPrincipal);
    }
    const slot: Slot<Answer> = { shared };
    const mine = ofPrincipal.set(body, slot);
    void shared.answer.then(() => {
      slot.shared = null;
      if (mine.get(body) === slot) mine.delete(body);
    });
  }
}
