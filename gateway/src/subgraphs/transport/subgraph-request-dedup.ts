import { PublicError } from '@civic-graph/errors';
import { anonymous, type Principal } from '@civic-graph/policy';
import { encodePrincipal } from '@civic-graph/tokens';
import type { CancellationToken } from '../../lib/cancellation.ts';
import { copyJson } from '../../lib/json/copy-json.ts';
import { type Abortable, DeadlineTimer, unscheduled } from '../http/deadline-timer.ts';
import type { CallContext, SubgraphAnswer } from '../subgraph-port.ts';
import { isFreshEnough } from './dedup-staleness.ts';
import type { SendCall } from './subgraph-call.ts';

export interface RequestDedupOptions {
  /** Called for each caller that joins another's call. */
  readonly onDeduplicated?: ((deduplication: Deduplication) => void) | undefined;
}

export interface Deduplication {
  readonly subgraph: string;
  readonly requestId: string;
  /** The first caller's request id, sent to the subgraph. */
  readonly askedAs: string;
}

/**
 * Deduplicates identical in-flight reads of callers with the same signed identity, or of all callers for
 * public reads, which are always anonymous. Nobody joins a read from before a mutation's end, so that callers
 * see their own changes; for mutations through other processes see `isFreshEnough`.
 */
export function dedupRequests(send: SendCall, { onDeduplicated }: RequestDedupOptions = {}): SendCall {
  const watch = new DeadlineTimer();
  /** Signed caller identity -> body -> the read. */
  let inFlight = new Map<string, Map<string, InflightRead>>();

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
      onDeduplicated?.({ subgraph, requestId: context.requestId, askedAs: known.requestId });
      return known.join(context.signal);
    }
    const read = new InflightRead(context.requestId, subgraph, asOf, watch);
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

  function readsOf(caller: string): Map<string, InflightRead> {
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

/** Written out: a spread copy would have a new shape each time. */
function readFor(
  principal: Principal,
  signal: CancellationToken,
  { requestId, freshness, asOf, span }: CallContext,
): CallContext {
  return { principal, requestId, signal, freshness, asOf, span };
}

/**
 * One call and its waiting callers, cancelled when the last one leaves. Once settled it references none of
 * them, because old `Map` tables retain it until a full collection (see `deadline-timer.ts`).
 */
class InflightRead implements CancellationToken {
  readonly requestId: string;
  readonly since = performance.now();
  readonly #subgraph: string;
  readonly #asOf: number | undefined;
  readonly #watch: DeadlineTimer;
  #waiters: Waiter[] = [];

  constructor(requestId: string, subgraph: string, asOf: number | undefined, watch: DeadlineTimer) {
    this.requestId = requestId;
    this.#subgraph = subgraph;
    this.#asOf = asOf;
    this.#watch = watch;
  }

  /** Whether a call may join: same subgraph, same known invalidation, and not cancelled. */
  isOf(subgraph: string, asOf: number | undefined): boolean {
    return this.#subgraph === subgraph && this.#asOf === asOf && !this.aborted;
  }

  get aborted(): boolean {
    for (const { signal } of this.#waiters) if (!signal.aborted) return false;
    return true;
  }

  join(signal: CancellationToken): Promise<SubgraphAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiters.push(new Waiter(this, signal, resolve, reject));
      // The call itself watches a single caller's signal.
      if (this.#waiters.length > 1) for (const each of this.#waiters) this.#watch.add(each);
    });
  }

  /** Each gets its own copy, because callers merge other responses into it. */
  succeed(answer: SubgraphAnswer): void {
    const waiters = this.#leaveAll();
    for (const [at, waiter] of waiters.entries()) {
      waiter.resolve(at < waiters.length - 1 ? copyJson(answer) : answer);
    }
  }

  fail(error: unknown): void {
    for (const waiter of this.#leaveAll()) waiter.reject(error);
  }

  leave(waiter: Waiter): void {
    this.#watch.delete(waiter);
    this.#waiters = this.#waiters.filter((each) => each !== waiter);
  }

  #leaveAll(): readonly Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) this.#watch.delete(waiter);
    return waiters;
  }
}

class Waiter implements Abortable {
  readonly signal: CancellationToken;
  /** The call watches its own deadline. */
  readonly endsAt = Number.POSITIVE_INFINITY;
  scheduledAt = unscheduled;
  readonly resolve: (answer: SubgraphAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly #read: InflightRead;

  constructor(
    read: InflightRead,
    signal: CancellationToken,
    resolve: (answer: SubgraphAnswer) => void,
    reject: (error: unknown) => void,
  ) {
    this.#read = read;
    this.signal = signal;
    this.resolve = resolve;
    this.reject = reject;
  }

  /** A caller's deadline ends only its own wait; the last one's is that of the call, which fails. */
  abort(): void {
    if (this.#read.aborted) return;
    this.#read.leave(this);
    this.reject(new PublicError('SUBGRAPH_TIMEOUT'));
  }
}
