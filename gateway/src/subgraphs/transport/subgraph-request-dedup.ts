import { PublicError } from '@civic-graph/errors';
import { anonymous, type Principal } from '@civic-graph/policy';
import { encodePrincipal } from '@civic-graph/tokens';
import type { CancellationToken } from '../../lib/cancellation.ts';
import { copyJson } from '../../lib/json/copy-json.ts';
import { type Abortable, DeadlineTimer, notWatched } from '../http/deadline-timer.ts';
import type { CallContext, SubgraphAnswer } from '../subgraph-port.ts';
import { isFreshEnough } from './dedup-staleness.ts';
import type { SendCall } from './subgraph-call.ts';

export interface RequestDedupOptions {
  /** Told of each caller who gets the answer to another one's call. */
  readonly onShared?: ((sharing: Sharing) => void) | undefined;
}

export interface Sharing {
  readonly subgraph: string;
  readonly requestId: string;
  /** Id under which the subgraph was asked: the first caller's. */
  readonly askedAs: string;
}

/**
 * Calls in which identical reads that are in flight at the same time become one.
 *
 * Who may share: callers for whom the same would be signed, or anyone where all that is read is public. A
 * public read is always made in the name of an anonymous caller, shared or not, so that its answer cannot be
 * anybody's own.
 *
 * A read that began before a mutation ended may not show what it did, so nobody joins it afterwards: whoever
 * has changed something and then asks, asks anew. Mutations that went through other processes are not known
 * of: see `isFreshEnough`.
 */
export function dedupRequests(send: SendCall, { onShared }: RequestDedupOptions = {}): SendCall {
  const watch = new DeadlineTimer();
  /** What is signed of the caller -> body -> the read. */
  let inFlight = new Map<string, Map<string, SharedRead>>();

  return (call) => {
    const { operation, body } = call;
    if (operation.type !== 'query') return send(call).finally(forgetReads);

    const context = operation.isPublic ? readFor(anonymous, call.context.signal, call.context) : call.context;
    const caller = encodePrincipal(context.principal);
    const { subgraph } = operation;
    const { asOf } = context;
    const reads = readsOf(caller);
    const known = reads.get(body);
    if (known?.isOf(subgraph, asOf) && isFreshEnough(context.principal, known.since)) {
      onShared?.({ subgraph, requestId: context.requestId, askedAs: known.requestId });
      return known.join(context.signal);
    }
    const read = new SharedRead(context.requestId, subgraph, asOf, watch);
    reads.set(body, read);
    const answer = read.join(context.signal);
    const settled = () => {
      if (reads.get(body) === read) reads.delete(body);
      if (reads.size === 0 && inFlight.get(caller) === reads) inFlight.delete(caller);
    };
    send({ operation, body, context: readFor(context.principal, read, context) }).then(
      (result) => {
        settled();
        read.succeed(result);
      },
      (error: unknown) => {
        settled();
        read.fail(error);
      },
    );
    return answer;
  };

  function readsOf(caller: string): Map<string, SharedRead> {
    let reads = inFlight.get(caller);
    if (reads === undefined) {
      reads = new Map();
      inFlight.set(caller, reads);
    }
    return reads;
  }

  function forgetReads(): void {
    inFlight = new Map();
  }
}

/** Written out: copied with `...`, it would have a new shape each time. */
function readFor(
  principal: Principal,
  signal: CancellationToken,
  { requestId, freshness, asOf, span }: CallContext,
): CallContext {
  return { principal, requestId, signal, freshness, asOf, span };
}

/**
 * One call and all who wait for its answer. It is given up when the last of them is gone.
 *
 * When it is settled it holds none of them: former tables of a `Map` keep it until the next full collection
 * (see `abort-watch.ts`), and it must not keep whole requests with it.
 */
class SharedRead implements CancellationToken {
  readonly requestId: string;
  readonly since = performance.now();
  readonly #subgraph: string;
  readonly #asOf: number | undefined;
  readonly #watch: DeadlineTimer;
  #sharers: Sharer[] = [];

  constructor(requestId: string, subgraph: string, asOf: number | undefined, watch: DeadlineTimer) {
    this.requestId = requestId;
    this.#subgraph = subgraph;
    this.#asOf = asOf;
    this.#watch = watch;
  }

  /**
   * Whether it may be joined: who keeps an answer must not keep one from before what he has been told of, and
   * nobody may join a call that is given up, even if its end has not been noticed yet.
   */
  isOf(subgraph: string, asOf: number | undefined): boolean {
    return this.#subgraph === subgraph && this.#asOf === asOf && !this.aborted;
  }

  get aborted(): boolean {
    for (const { signal } of this.#sharers) if (!signal.aborted) return false;
    return true;
  }

  join(signal: CancellationToken): Promise<SubgraphAnswer> {
    return new Promise((resolve, reject) => {
      this.#sharers.push(new Sharer(this, signal, resolve, reject));
      // Who is alone is looked after by the call itself.
      if (this.#sharers.length > 1) for (const each of this.#sharers) this.#watch.add(each);
    });
  }

  /** To each its own copy, since whoever gets it merges other answers into it. */
  succeed(answer: SubgraphAnswer): void {
    const sharers = this.#leaveAll();
    for (const [at, sharer] of sharers.entries()) {
      sharer.resolve(at < sharers.length - 1 ? copyJson(answer) : answer);
    }
  }

  fail(error: unknown): void {
    for (const sharer of this.#leaveAll()) sharer.reject(error);
  }

  leave(sharer: Sharer): void {
    this.#watch.delete(sharer);
    this.#sharers = this.#sharers.filter((each) => each !== sharer);
  }

  #leaveAll(): readonly Sharer[] {
    const sharers = this.#sharers;
    this.#sharers = [];
    for (const sharer of sharers) this.#watch.delete(sharer);
    return sharers;
  }
}

class Sharer implements Abortable {
  readonly signal: CancellationToken;
  /** The call's own time is looked after by the call. */
  readonly endsAt = Number.POSITIVE_INFINITY;
  watchedAt = notWatched;
  readonly resolve: (answer: SubgraphAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly #read: SharedRead;

  constructor(
    read: SharedRead,
    signal: CancellationToken,
    resolve: (answer: SubgraphAnswer) => void,
    reject: (error: unknown) => void,
  ) {
    this.#read = read;
    this.signal = signal;
    this.resolve = resolve;
    this.reject = reject;
  }

  /**
   * Its own deadline is its own affair: the others wait on. The last one's is that of the call, which fails.
   */
  abort(): void {
    if (this.#read.aborted) return;
    this.#read.leave(this);
    this.reject(new PublicError('SUBGRAPH_TIMEOUT'));
  }
}
