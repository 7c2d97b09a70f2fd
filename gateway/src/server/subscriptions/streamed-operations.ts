import { setTimeout as sleep } from 'node:timers/promises';
import { asPublicError, PublicError } from '@civic-graph/errors';
import { anonymous, type Principal } from '@civic-graph/policy';
import type { Tracing } from '@civic-graph/service';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { authenticateAgain } from '../../admission/authentication/authenticate.ts';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import type { AdmittedOperation, OperationResult } from '../../execution/engine.ts';
import type { OperationSource } from '../../execution/prepared-operations.ts';
import { during, operationFacts } from '../../execution/trace-operation.ts';
import { andThen } from '../../lib/and-then.ts';
import type { CancellationToken } from '../../lib/cancellation.ts';
import type { Variables } from '../../lib/graphql/variables.ts';
import type { CallContext, SubgraphAnswer } from '../../subgraphs/subgraph-port.ts';
import type { CivicGateway } from '../../supergraph/civic-gateway.ts';
import { failedOperation } from '../http/failed-operation.ts';
import { MethodNotAllowed } from '../http/unsuitable-request.ts';
import { type DocumentSurroundings, prepareDocument } from './prepare-document.ts';
import { interrupted, ResultStream } from './result-stream.ts';
import { isShareable, SharedResults } from './shared-results.ts';
import { type SubscriptionCheck, subscriptionCheck } from './subscription-check.ts';
import { type SlotLimits, SubscriptionSlots } from './subscription-slots.ts';

export interface StreamedOperationsOptions extends Omit<DocumentSurroundings, 'gateway'> {
  readonly gateway: Pick<CivicGateway, 'at'>;
  readonly verify: AccessTokenVerifier;
  readonly logger: Logger;
  /** `null`: no tracing. */
  readonly tracing: Tracing | null;
  /** Deadline of each event, as for a whole query. */
  readonly deadlineMs: number;
  readonly slots: SlotLimits;
  /** Interval at which silent subscriptions are checked again. */
  readonly checkEveryMs: number;
  /** Called at the end of each subscription: an error code, or `complete`. */
  readonly onEnd?: (code: string) => void;
  readonly onEvent?: () => void;
}

export interface StreamedRequest extends OperationSource {
  readonly variables: Variables;
  readonly principal: Principal;
  /** The network of the request, for the quotas of callers without a token. */
  readonly network: string;
  /** Verified again for as long as the operation lasts. */
  readonly authorization: string | undefined;
  /** Whether it must not change anything. */
  readonly isReadOnly?: boolean;
  /** Name of the contract at whose path it came. Default is the whole schema. */
  readonly contract?: string | null;
}

export type StartedOperation =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] }
  | { readonly kind: 'started'; readonly results: ResultStream };

/** Operations with a stream of results: subscriptions, and queries and mutations with a single result. */
export interface StreamedOperations {
  /** @throws MethodNotAllowed for a mutation that is not allowed here */
  start(request: StreamedRequest): Promise<StartedOperation>;
  readonly open: number;
  /** Ends every subscription, and waits for other operations in progress. Nothing is started afterwards. */
  close(): Promise<void>;
}

interface OpenSubscription {
  readonly results: ResultStream;
  readonly check: SubscriptionCheck;
}

/**
 * The common path of both subscription protocols to the engine: token, document, limits, rights, plan. A
 * subscription ends, with a query's error code, once its token, supergraph or revocation feed is no longer
 * valid, checked at each event and in between.
 */
export function createStreamedOperations(options: StreamedOperationsOptions): StreamedOperations {
  const { engine, gateway, verify, logger, tracing, deadlineMs } = options;
  const slots = new SubscriptionSlots(options.slots);
  const sharedResults = new SharedResults();
  const underWay = new Set<ResultStream>();
  const subscriptions = new Set<OpenSubscription>();
  const timer = setInterval(() => void checkAll(), options.checkEveryMs).unref();
  let isClosing = false;

  return {
    get open() {
      return subscriptions.size;
    },

    async start(request) {
      try {
        return await start(request);
      } catch (error) {
        if (error instanceof MethodNotAllowed) throw error;
        return { kind: 'refused', errors: [failure(error)] };
      }
    },

    async close() {
      isClosing = true;
      clearInterval(timer);
      for (const { results } of subscriptions) results.end(interrupted('This gateway is being stopped.'));
      const end = performance.now() + deadlineMs;
      while (underWay.size > 0 && performance.now() < end) await sleep(10);
      for (const results of underWay) results.end(interrupted('This gateway is being stopped.'));
    },
  };

  async function start(request: StreamedRequest): Promise<StartedOperation> {
    if (isClosing) throw interrupted('This gateway is being stopped.');
    const { principal } = request;
    await authenticateAgain(request.authorization, verify);
    const view = gateway.at(request.contract ?? null);
    const document = await prepareDocument(request, { ...options, gateway: view }, request);
    if (document.kind === 'refused') return document;
    const { prepared } = document;
    if (request.isReadOnly && prepared.kind === 'mutation') throw new MethodNotAllowed('POST');
    const switches = prepared.switchesFor(principal);
    const admission = await engine.admit(prepared, request.variables, principal, {
      network: request.network,
    });
    if (admission.kind === 'refused') return admission;
    const release = slots.take(principal, request.network);
    if (release === null) throw new PublicError('TOO_MANY_SUBSCRIPTIONS');
    return { kind: 'started', results: open(admission, request, switches, release) };
  }

  function open(
    admitted: AdmittedOperation,
    request: StreamedRequest,
    switches: string,
    release: () => void,
  ): ResultStream {
    const { operation } = admitted;
    const { principal, network, authorization } = request;
    const isSubscription = operation.kind === 'subscription';
    const view = gateway.at(request.contract ?? null);
    const check = subscriptionCheck({
      ...{ operation, principal, authorization, switches, view, engine, verify, failure },
    });
    const results = new ResultStream(
      (signal) => {
        const caller = { principal, network };
        if (!isSubscription) return onlyResult(admitted, caller, signal);
        const admit = () => admitEvent(admitted, caller, check);
        if (isShareable(admitted)) return sharedEvents(admitted, caller, admit, signal);
        return events(admitted, caller, admit, signal);
      },
      failure,
      (reason) => {
        release();
        subscriptions.delete(subscription);
        if (isSubscription) options.onEnd?.(reason?.code ?? 'complete');
      },
      () => underWay.delete(results),
    );
    const subscription: OpenSubscription = { results, check };
    underWay.add(results);
    if (isSubscription) subscriptions.add(subscription);
    return results;
  }

  /** @throws PublicError that ends the subscription */
  function admitEvent(
    { cost }: AdmittedOperation,
    caller: QuotaCaller,
    check: SubscriptionCheck,
  ): void | Promise<void> {
    return andThen(check(), (reason) => {
      if (reason) throw reason;
      // Each event costs as much as a query for it.
      return andThen(engine.charge(caller, cost), (verdict) => {
        if (verdict?.kind === 'refused') throw verdict.error;
      });
    });
  }

  async function* events(
    admitted: AdmittedOperation,
    caller: QuotaCaller,
    admit: () => void | Promise<void>,
    signal: AbortSignal,
  ): AsyncGenerator<OperationResult> {
    for await (const event of engine.subscribe(admitted, opened(caller.principal), signal)) {
      await admit();
      yield await answer(admitted, event, caller, signal);
      options.onEvent?.();
    }
  }

  /** Events that are made once for all subscribers; each of them is admitted on its own. */
  function sharedEvents(
    admitted: AdmittedOperation,
    caller: QuotaCaller,
    admit: () => void | Promise<void>,
    signal: AbortSignal,
  ): AsyncIterable<OperationResult> {
    const shared = { principal: anonymous, network: caller.network };
    const make = async function* (untilLast: AbortSignal) {
      for await (const event of engine.subscribe(admitted, opened(anonymous, true), untilLast)) {
        yield await answer(admitted, event, shared, untilLast, true);
      }
    };
    const count = () => engine.coalesced(admitted.operation, caller.principal);
    count();
    const results = sharedResults.subscribe(admitted, make, signal);
    const next = () =>
      results.next().then((step) => {
        if (step.done) return step;
        return andThen(admit(), () => {
          count();
          options.onEvent?.();
          return step;
        });
      });
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }

  function opened(principal: Principal, isShared = false) {
    return { principal, requestId: crypto.randomUUID(), isShared };
  }

  function answer(
    admitted: AdmittedOperation,
    event: SubgraphAnswer,
    caller: QuotaCaller,
    signal: AbortSignal,
    isShared = false,
  ): Promise<OperationResult> {
    // Reads in flight may be from before the event.
    const context = { ...call(admitted, caller, signal), asOf: performance.now(), isShared };
    return during(context.span, engine.runEvent(admitted, event, context));
  }

  async function* onlyResult(
    admitted: AdmittedOperation,
    caller: QuotaCaller,
    signal: AbortSignal,
  ): AsyncGenerator<OperationResult> {
    const context = call(admitted, caller, signal);
    yield await during(context.span, engine.run(admitted, context));
  }

  function call(
    { operation }: AdmittedOperation,
    { principal, network }: QuotaCaller,
    signal: AbortSignal,
  ): CallContext {
    const span = tracing?.startSpan('graphql result');
    span?.setAttributes(operationFacts(operation, principal));
    const requestId = crypto.randomUUID();
    return { principal, requestId, network, signal: endOf(signal, deadlineMs), span };
  }

  /** Public errors are sent unchanged; anything else is logged first, with its cause. */
  function failure(error: unknown): PublicError {
    const known = asPublicError(error);
    if (known && !known.originalError) return known;
    const [publicError] = failedOperation(error, logger).errors ?? [];
    return asPublicError(publicError) ?? new PublicError('INTERNAL_SERVER_ERROR');
  }

  async function checkAll(): Promise<void> {
    for (const { results, check } of subscriptions) {
      const checked = check();
      const reason = checked instanceof Promise ? await checked : checked;
      if (reason) results.end(reason);
    }
  }
}

/** Aborts at the deadline of one result or when the subscription ends, whichever comes first. */
function endOf(signal: AbortSignal, deadlineMs: number): CancellationToken {
  const deadline = performance.now() + deadlineMs;
  return {
    get aborted() {
      return signal.aborted || performance.now() >= deadline;
    },
  };
}
