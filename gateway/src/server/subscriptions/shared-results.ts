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
  ): AsyncIterable<OperationResult> {
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

  join(signal: AbortSignal): AsyncIterable<OperationResult> {
    const own = new Waiting(this.#newest);
    this.#subscribers.add(own);
    // Not when its iteration ends: a subscriber that is gone reads no further.
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
    return own.results(leave);
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

/** Results that one subscriber has yet to receive. */
class Waiting {
  readonly #queue: OperationResult[];
  #end: { readonly failure: { readonly error: unknown } | null } | null = null;
  #wake: (() => void) | null = null;

  constructor(first: OperationResult | null) {
    this.#queue = first === null ? [] : [first];
  }

  push(result: OperationResult): void {
    if (this.#queue.length === maxWaiting) this.#queue.shift();
    this.#queue.push(result);
    this.#wake?.();
  }

  end(failure: { readonly error: unknown } | null): void {
    this.#end ??= { failure };
    this.#wake?.();
  }

  /** @param leave called when they end */
  async *results(leave: () => void): AsyncGenerator<OperationResult> {
    try {
      for (;;) {
        const result = this.#queue.shift();
        if (result !== undefined) yield result;
        else if (this.#end === null) await this.#change();
        else if (this.#end.failure === null) return;
        else throw this.#end.failure.error;
      }
    } finally {
      leave();
    }
  }

  async #change(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = null;
  }
}
