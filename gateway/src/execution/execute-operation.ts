import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { GraphQLError } from 'graphql';
import type { AccessAudit } from '../audit/access-audit.ts';
import { People } from '../audit/people.ts';
import type { Refusal } from '../authorization/access.ts';
import { refusalError, remedyFor } from '../authorization/refusal-error.ts';
import { AnswerFreshness } from '../caching/answer-freshness.ts';
import type { QuotaCaller, Quotas, QuotaVerdict, RateLimitFields } from '../quotas/quotas.ts';
import type { Safelists } from '../safelists/safelists.ts';

import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { AnswerBudget } from './answer-budget.ts';
import { DeliveredFields } from './delivered-fields.ts';
import { errorsInAnswer } from './errors-in-answer.ts';
import { executePlan, type PlanRun, takeRootAnswer, variablesFor } from './execute-plan.ts';
import type { Variables } from './inclusion.ts';
import type { JsonText } from './json-text.ts';
import type { PreparedForRights, PreparedOperation } from './prepared-operation.ts';
import {
  type OperationSource,
  type PreparedFigures,
  PreparedOperations,
  type PreparedOperationsOptions,
  type ValidOperation,
} from './prepared-operations.ts';
import { ResponseErrors } from './response-errors.ts';
import type { CallContext, SubgraphAnswer, SubgraphEvents, SubgraphPort } from './subgraph-port.ts';

export interface EngineOptions extends PreparedOperationsOptions {
  readonly subgraphs: SubgraphPort;
  /** Without it, no subscription is admitted. */
  readonly events?: SubgraphEvents;
  /** Errors that one answer carries. */
  readonly maxErrors: number;
  /** Where a citizen gives consent; told in refusals. */
  readonly consentUrl: string;
  /** Records what personal data is delivered. Absent in tests and where a demo has switched it off. */
  readonly audit?: AccessAudit | null;
  /** Whether this gateway gives out nothing that is guarded, because it cannot know what was revoked. */
  readonly withholdsPersonalData?: (() => boolean) | undefined;
  /** What apps were approved for. Absent in tests. */
  readonly safelists?: Pick<Safelists, 'refusal' | 'lastChange'> | undefined;
  /** What callers may spend; without it, anything. */
  readonly quotas?: Quotas | null;
  /** Told, in a dry run, which fields an operation would not have been given. */
  readonly onWouldDeny?: (coordinates: readonly string[], requestId: string) => void;
  /** Told of each field that was null because the caller may not read it. */
  readonly onRefusal?: () => void;
  /** Told of each operation that was run, and of the seconds that its answer took. */
  readonly onRun?: (admitted: AdmittedOperation, call: CallContext, seconds: number) => void;
}

/** What may run for this caller and these variables, or why it may not. */
export type Admission =
  | {
      readonly kind: 'refused';
      readonly errors: readonly PublicError[];
      /** Whether it is for the caller's quota, which is looked at before anything that is dear. */
      readonly isForQuota?: boolean;
      readonly rateLimit?: RateLimitFields | undefined;
    }
  | {
      readonly kind: 'admitted';
      readonly operation: PreparedOperation;
      readonly forRights: PreparedForRights;
      readonly variables: Variables;
      /** As planned, before anything is fetched. */
      readonly cost: number;
      readonly rateLimit: RateLimitFields | undefined;
    };

export type AdmittedOperation = Extract<Admission, { kind: 'admitted' }>;

export interface OperationResult {
  /** Absent where the operation was refused as a whole. */
  readonly data?: JsonText;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Seconds for which anybody on the way may keep it; absent where nobody may. */
  readonly maxAge?: number | undefined;
  /** Where personal data is delivered: to be awaited before the same answer goes out to a further request. */
  readonly recordAgain?: ((requestId: string) => Promise<void>) | undefined;
}

/** The engine: everything between a validated operation and its answer, with no HTTP in it. */
export interface Engine {
  /** What an earlier request with the same operation left. */
  prepared(served: ServedSupergraph, source: OperationSource): PreparedOperation | undefined;
  /**
   * Once per document: its limits, the rights that its answer depends on, all that is compiled from it.
   *
   * @throws PublicError OPERATION_LIMIT_EXCEEDED
   */
  prepare(served: ServedSupergraph, operation: ValidOperation): PreparedOperation;
  /**
   * Before another supergraph is served: prepares what was asked for last.
   *
   * @returns how many operations are ready
   */
  warm(current: ServedSupergraph, next: ServedSupergraph): Promise<number>;
  /**
   * Once per request: whether the caller's app may run it at all, variables and the limits that depend on them, the
   * caller's quotas, then his rights and the plan for these.
   * Nothing has been fetched when it says no.
   *
   * @throws PublicError OPERATION_LIMIT_EXCEEDED, BAD_USER_INPUT, PLAN_FAILED
   */
  admit(
    operation: PreparedOperation,
    variables: Variables,
    principal: Principal,
    network?: string,
  ): Promise<Admission>;
  /** Takes from the quotas of whoever gets an answer that was made for another request. */
  charge(caller: QuotaCaller, cost: number): QuotaVerdict | undefined | Promise<QuotaVerdict>;
  /**
   * Fetches and shapes the answer.
   *
   * @throws PublicError OPERATION_LIMIT_EXCEEDED where the answer outgrows its budget, ACCESS_NOT_RECORDED where it holds
   *   personal data and the record of that is not on disk
   */
  run(admitted: AdmittedOperation, call: CallContext): Promise<OperationResult>;
  /**
   * Asks the subgraph of a subscription for its events. Nothing of them is for the client before `runEvent`.
   *
   * @throws PublicError BAD_USER_INPUT where it is no subscription
   */
  subscribe(
    admitted: AdmittedOperation,
    call: Pick<CallContext, 'principal' | 'requestId'>,
    signal: AbortSignal,
  ): AsyncIterable<SubgraphAnswer>;
  /** What `run` is to a query: completes one event with what other subgraphs know, and shapes the answer. */
  runEvent(admitted: AdmittedOperation, event: SubgraphAnswer, call: CallContext): Promise<OperationResult>;
  /** Whether nothing of this operation may be given to the caller now, for want of news of revocations. */
  withholds(operation: PreparedOperation, principal: Principal): boolean;
  /** Why the caller's app may not run this operation now; `null` where it may. */
  unlisted(operation: PreparedOperation, principal: Principal): Promise<PublicError | null> | null;
  /** When the last mutation here ended, a switch or a change of safelists was heard of, in milliseconds of the process's clock. */
  lastChange(): number;
  /** How often operations were found prepared. */
  figures(served: ServedSupergraph | null): PreparedFigures;
}

export function createEngine(options: EngineOptions): Engine {
  const { subgraphs, limits, authorizationMode, consentUrl } = options;
  const operations = new PreparedOperations(options);
  // Nobody else has any rights that could have been revoked.
  const withholds: Engine['withholds'] = (operation, principal) =>
    principal.kind !== 'anonymous' && !operation.isPublic && options.withholdsPersonalData?.() === true;
  const unlisted: Engine['unlisted'] = (operation, principal) =>
    options.safelists?.refusal(operation, principal) ?? null;
  let lastChange = Number.NEGATIVE_INFINITY;

  return {
    prepared: (served, source) => operations.find(served, source),
    figures: (served) => operations.figures(served),
    prepare: (served, operation) => operations.prepare(served, operation),
    warm: (current, next) => operations.warm(current, next),

    charge: (caller, cost) => options.quotas?.take(caller, cost),

    async admit(operation, given, principal, network = '') {
      if (withholds(operation, principal)) {
        return { kind: 'refused', errors: [new PublicError('PERSONAL_DATA_WITHHELD')] };
      }
      // No turn of the loop for callers whom no list binds.
      const listing = unlisted(operation, principal);
      const refusal = listing && (await listing);
      if (refusal !== null) return { kind: 'refused', errors: [refusal] };
      const coercion = operation.coerceVariables(given);
      if (coercion.kind === 'invalid') return { kind: 'refused', errors: coercion.errors };
      const { variables } = coercion;
      const cost = operation.costFor(variables);
      const charged = options.quotas?.take({ principal, network }, cost);
      const verdict = charged instanceof Promise ? await charged : charged;
      const rateLimit = verdict?.fields;
      if (verdict?.kind === 'refused') {
        return { kind: 'refused', errors: [verdict.error], isForQuota: true, rateLimit };
      }
      const admitted = operation.isPublic ? null : (options.quotas?.admitDataSubject(principal) ?? null);
      const tooMany = admitted && (await admitted);
      if (tooMany) return { kind: 'refused', errors: [tooMany], isForQuota: true, rateLimit };
      // Denied fields are gone from the plan for these rights.
      const forRights = await operation.forCaller(principal, variables);
      if (authorizationMode === 'reject' && forRights.denied.size > 0) {
        return { kind: 'refused', errors: refusals(forRights.denied, principal) };
      }
      // Its only field is denied: there is nothing to wait for.
      if (operation.kind === 'subscription' && forRights.events === null) {
        const errors = refusals(forRights.denied, principal);
        return { kind: 'refused', errors: errors.length > 0 ? errors : [nothingToWaitFor()] };
      }
      return { kind: 'admitted', operation, forRights, variables, cost, rateLimit };
    },

    unlisted,

    lastChange: () =>
      Math.max(
        lastChange,
        options.switchboard?.lastChange ?? lastChange,
        options.safelists?.lastChange ?? lastChange,
      ),

    async run(admitted, call) {
      const { operation } = admitted;
      const start = performance.now();
      try {
        return await fetchAndShape(admitted, call);
      } finally {
        const end = performance.now();
        if (operation.kind === 'mutation') lastChange = end;
        options.onRun?.(admitted, call, (end - start) / 1000);
      }
    },

    subscribe({ forRights, variables }, call, signal) {
      if (forRights.events === null || !options.events) throw nothingToWaitFor();
      const { fetch } = forRights.events;
      return options.events.subscribe(fetch, variablesFor(fetch, variables), call, signal);
    },

    runEvent: (admitted, event, call) => fetchAndShape(admitted, call, event),
    withholds,
  };

  async function fetchAndShape(
    { operation, forRights, variables }: AdmittedOperation,
    call: CallContext,
    event: SubgraphAnswer | null = null,
  ): Promise<OperationResult> {
    const { plan, events, mayShare, shaper, introspect, denied, personalFields } = forRights;
    const audit = personalFields === null ? null : options.audit;
    // Nothing personal is fetched, and no mutation done, that could not be recorded.
    await audit?.ensureWritable();
    const people = new People(call.principal);
    const errors = new ResponseErrors(options.maxErrors);
    const freshness = new AnswerFreshness();
    const { principal, requestId, signal } = call;
    // Here and below, objects of a request are written out: copied with `...`, V8 makes them a new shape each time.
    const run: PlanRun = {
      data: {},
      matches: operation.served.matches,
      mayShare,
      isShared: false,
      variables,
      errors,
      budget: new AnswerBudget(limits.maxAnswerValues),
      call: { principal, requestId, signal, freshness, asOf: undefined },
      subgraphs,
      trim: operation.trim,
      trace: call.trace,
      onEntities: audit ? people.see : undefined,
    };
    if (event !== null && events !== null) takeRootAnswer(events, event, run);
    if (plan !== null) await executePlan(plan, run);
    // What it tells of the schema depends on who asks.
    const introspection = introspect === null ? nothing : introspect(variables);
    if (introspect !== null) freshness.limit(0);
    // By the original operation: denied fields are null, each with its error.
    const delivered = new DeliveredFields();
    const data = shaper.shape(run.data, {
      errors,
      introspection,
      budget: new AnswerBudget(limits.maxAnswerValues),
      delivered,
      isShared: run.isShared,
      refuse: (coordinate, refusal, path) => {
        options.onRefusal?.();
        errors.add(() => refusalError(coordinate, refusal, path, { consentUrl, principal }));
      },
    });
    const list = errorsInAnswer(errors.list(), data);
    const hasErrors = list.length > 0;
    const answer = {
      data,
      errors: hasErrors ? list : undefined,
      maxAge: hasErrors ? undefined : freshness.maxAge,
      extensions: authorizationMode === 'dryRun' && denied.size > 0 ? dryRunReport(denied, call) : undefined,
      recordAgain: undefined as OperationResult['recordAgain'],
    };
    if (!audit || !personalFields || data.text === 'null') return answer;
    const fields = personalFields.sameAs(delivered);
    if (fields.size === 0) return answer;
    const { served } = operation;
    const { citizenKeys } = people;
    answer.recordAgain = (requestId) =>
      audit.record({ served, principal, requestId, fields, citizenKeys, hasErrors });
    await answer.recordAgain(requestId);
    return answer;
  }

  function refusals(denied: ReadonlyMap<string, Refusal>, principal: Principal): PublicError[] {
    return [...denied].slice(0, options.maxErrors).map(([coordinate, refusal]) => {
      options.onRefusal?.();
      return refusalError(coordinate, refusal, null, { consentUrl, principal });
    });
  }

  function dryRunReport(denied: ReadonlyMap<string, Refusal>, { requestId }: CallContext) {
    options.onWouldDeny?.([...denied.keys()], requestId);
    const wouldDeny = [...denied].map(([coordinate, refusal]) => ({
      coordinate,
      ...refusal,
      remedy: remedyFor(refusal, consentUrl),
    }));
    return { wouldDeny };
  }
}

const nothing = {};

function nothingToWaitFor(): PublicError {
  return new PublicError(
    'BAD_USER_INPUT',
    'There is no field of Subscription in it that could be waited for.',
  );
}
