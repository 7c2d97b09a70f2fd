import type { ServerResponse } from 'node:http';
import type { Principal } from '@civic-graph/policy';
import type { CoalescedRequests } from '../../audit/coalesced-requests.ts';
import { isFreshEnough } from '../../subgraphs/transport/dedup-staleness.ts';
import type { RequestEnd } from './end-of-request.ts';

export interface InflightRequest<Answer> {
  /** When it came, in milliseconds of the process's clock. */
  readonly since: number;
  readonly end: RequestEnd;
  readonly coalesced: CoalescedRequests;
  /** Charged to each caller that gets the answer. */
  readonly cost: number;
  readonly answer: Promise<Answer>;
}

/**
 * Empty once the answer is there: former tables of a `Map` live on (see `deadline-timer.ts`), and a request
 * must not.
 */
interface Slot<Answer> {
  shared: InflightRequest<Answer> | null;
}

/**
 * Queries in flight, so that a caller who asks for the same again while the first answer is being made waits
 * for that one. Shared between requests of the very same principal (one verified token, or nobody's) with the
 * very same body.
 */
export class InflightRequests<Answer> {
  readonly #inFlight = new WeakMap<Principal, Map<string, Slot<Answer>>>();
  readonly #minRemainingMs: number;
  readonly #lastChange: () => number;

  /**
   * @param minRemainingMs an answer whose own deadline is nearer is not waited for by others
   * @param lastChange when the last mutation ended: an answer from before may not show its effect, so
   *   a request after a change is not joined to it
   */
  constructor(minRemainingMs: number, lastChange: () => number) {
    this.#minRemainingMs = minRemainingMs;
    this.#lastChange = lastChange;
  }

  /** The answer that is being made to the same request; `response` keeps it going from now on. */
  join(principal: Principal, body: string, response: ServerResponse): InflightRequest<Answer> | undefined {
    const found = this.#inFlight.get(principal)?.get(body)?.shared ?? null;
    if (found === null || found.end.remainingMs < this.#minRemainingMs) return undefined;
    if (found.since <= this.#lastChange() || !isFreshEnough(principal, found.since)) return undefined;
    // Given up, even if not all of its calls have noticed.
    if (found.end.aborted) return undefined;
    found.end.join(response);
    return found;
  }

  /** Lets others join until the answer is there. It must never reject. */
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
