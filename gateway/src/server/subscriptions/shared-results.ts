import type { AdmittedOperation, OperationResult } from '../../execution/engine.ts';
import type { PreparedForRights } from '../../execution/prepare-for-rights.ts';
import { fetchesOf } from '../../planning/plan-fetches.ts';

/** Makes the results of a subscription until `signal` aborts. */
export type MakeResults = (signal: AbortSignal) => AsyncIterable<OperationResult>;

/** Results that wait for one subscriber; the oldest is dropped, because each event is the current state. */
const maxWaiting = 16;

/**
 * One stream for equal subscriptions that read only public data: it is opened and answered once, as for an
 * anonymous caller, however many subscribe.
 */
export class SharedResults {
  readonly #open = new Map<PreparedForRights, Map<string, SharedStream>>();

  /** Number of streams. */
  get size(): number {
    let size = 0;
    for (const streams of this.#open.values()) size += streams.size;
    return size;
  }

  /**
   * Joins the stream of the same operation with the same variables, or opens it. The first result is the
   * newest one of the stream.
   */
  subscribe(
    admitted: AdmittedOperation,
    make: MakeResults,
    signal: AbortSignal,
  ): AsyncIterator<OperationResult, undefined> {
    const { forRights, variables } = admitted;
    const streams = this.#open.get(forRights) ?? new Map<string, SharedStream>();
    this.#open.set(forRights, streams);
    const key = JSON.stringify(variables);
    const known = streams.get(key);
    if (known !== undefined) return known.join(signal);
    const stream = new SharedStream(make, () => {
      if (streams.get(key) === stream) streams.delete(key);
      if (streams.size === 0 && this.#open.get(forRights) === streams) this.#open.delete(forRights);
    });
    streams.set(key, stream);
    return stream.join(signal);
  }
}

/** Whether the results are the same for every caller with these rights. */
export function isShareable({ operation, forRights }: AdmittedOperation): boolean {
  const { events, plan, introspect, personalFields } = forRights;
  if (!operation.isPublic || introspect !== null || personalFields !== null) return false;
  const fetches = [...(events === null ? [] : [events]), ...(plan === null ? [] : fetchesOf(plan))];
  return fetches.length > 0 && fetches.every(({ fetch }) => fetch.isPublic === true);
}

/** Results of one stream for its subscribers. It ends with the last of them. */
class SharedStream {
  readonly #abort = new AbortController();
  readonly #subscribers = new Set<Waiting>();
  readonly #onEnd: () => void;
  #newest: OperationResult | null = null;

  constructor(make: MakeResults, onEnd: () => void) {
    this.#onEnd = onEnd;
    void this.#run(make);
  }

  join(signal: AbortSignal): AsyncIterator<OperationResult, undefined> {
    const own = new Waiting(this.#newest);
    this.#subscribers.add(own);
    // A subscriber that is gone asks for nothing more.
    const leave = () => {
      signal.removeEventListener('abort', leave);
      own.end(null);
      this.#subscribers.delete(own);
      if (this.#subscribers.size > 0) return;
      this.#onEnd();
      this.#abort.abort();
    };
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    return own;
  }

  async #run(make: MakeResults): Promise<void> {
    let failure: { readonly error: unknown } | null = null;
    try {
      for await (const result of make(this.#abort.signal)) {
        this.#newest = result;
        for (const subscriber of this.#subscribers) subscriber.push(result);
      }
    } catch (error) {
      failure = { error };
    }
    this.#onEnd();
    for (const subscriber of [...this.#subscribers]) subscriber.end(failure);
  }
}

type Step = IteratorResult<OperationResult, undefined>;

/** Results that one subscriber has yet to receive. It asks for one at a time. */
class Waiting implements AsyncIterator<OperationResult, undefined> {
  readonly #queue: OperationResult[];
  #end: { readonly failure: { readonly error: unknown } | null } | null = null;
  #answer: ((step: Step | Promise<never>) => void) | null = null;

  constructor(first: OperationResult | null) {
    this.#queue = first === null ? [] : [first];
  }

  push(result: OperationResult): void {
    const answer = this.#answer;
    if (answer === null) {
      if (this.#queue.length === maxWaiting) this.#queue.shift();
      this.#queue.push(result);
    } else {
      this.#answer = null;
      answer({ done: false, value: result });
    }
  }

  end(failure: { readonly error: unknown } | null): void {
    this.#end ??= { failure };
    this.#answer?.(last(this.#end.failure));
    this.#answer = null;
  }

  /** Not a generator: each of thousands of subscribers would wait for several promises. */
  next(): Promise<Step> {
    const result = this.#queue.shift();
    if (result !== undefined) return Promise.resolve({ done: false, value: result });
    if (this.#end !== null) return Promise.resolve(last(this.#end.failure));
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }
}

function last(failure: { readonly error: unknown } | null): Step | Promise<never> {
  return failure === null ? { done: true, value: undefined } : Promise.reject(failure.error);
}
