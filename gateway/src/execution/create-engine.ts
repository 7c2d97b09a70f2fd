import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { TraceSpan } from '@civic-graph/tracing';
import type { AccessAudit } from '../audit/access-audit.ts';
import type { Delivery } from '../audit/access-records.ts';
import { People } from '../audit/people.ts';
import type { Refusal } from '../authorization/access.ts';
import { refusalError, remedyFor } from '../authorization/refusal-error.ts';
import { AnswerFreshness } from '../caching/answer-freshness.ts';
import { AnswerBudget } from './answer-budget.ts';
import { DeliveredFields } from './delivered-fields.ts';
import type { Admission, AdmittedOperation, Engine, EngineOptions, OperationResult } from './engine.ts';
import { errorsInAnswer } from './errors-in-answer.ts';
import { executePlan, takeRootAnswer, variablesFor } from './execute-plan.ts';
import { FailedValues } from './failed-values.ts';
import type { Variables } from './inclusion.ts';
import { inOnePiece, type JsonText } from './json-text.ts';
import type { PlanRun } from './plan-run.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import { PreparedOperations } from './prepared-operations.ts';
import { ResponseErrors } from './response-errors.ts';
import type { CallContext, SubgraphAnswer } from './subgraph-port.ts';
import { during, errorFacts, operationFacts } from './trace-operation.ts';

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

    admit: (operation, given, principal, network = '', span) =>
      span === undefined
        ? admit(operation, given, principal, network)
        : tracedAdmit(operation, given, principal, network, span),

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

  async function tracedAdmit(
    operation: PreparedOperation,
    given: Variables,
    principal: Principal,
    network: string,
    span: TraceSpan,
  ): Promise<Admission> {
    span.tell(operationFacts(operation, principal));
    const admission = await admit(operation, given, principal, network, span);
    if (admission.kind === 'refused') span.tell(errorFacts(admission.errors));
    return admission;
  }

  async function admit(
    operation: PreparedOperation,
    given: Variables,
    principal: Principal,
    network: string,
    span?: TraceSpan,
  ): Promise<Admission> {
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
    const forRights = await during(
      span?.child('plan', 'internal'),
      operation.forCaller(principal, variables),
    );
    if (authorizationMode === 'reject' && forRights.denied.size > 0) {
      return { kind: 'refused', errors: refusals(forRights.denied, principal) };
    }
    // Its only field is denied: there is nothing to wait for.
    if (operation.kind === 'subscription' && forRights.events === null) {
      const errors = refusals(forRights.denied, principal);
      return { kind: 'refused', errors: errors.length > 0 ? errors : [nothingToWaitFor()] };
    }
    return { kind: 'admitted', operation, forRights, variables, cost, rateLimit };
  }

  async function fetchAndShape(
    { operation, forRights, variables }: AdmittedOperation,
    call: CallContext,
    event: SubgraphAnswer | null = null,
  ): Promise<OperationResult> {
    const { plan, events, mayShare, shaper, introspect, denied, personalFields } = forRights;
    const audit = personalFields === null ? null : options.audit;
    // Nothing personal is fetched, and no mutation done, that could not be recorded.
    const unwritable = audit?.ensureWritable();
    if (unwritable) await unwritable;
    const people = new People(call.principal);
    const errors = new ResponseErrors(options.maxErrors);
    const freshness = new AnswerFreshness();
    const { principal, requestId, signal, span } = call;
    // Here and below, objects of a request are written out: copied with `...`, V8 makes them a new shape each time.
    const run: PlanRun = {
      data: {},
      matches: operation.served.matches,
      mayShare,
      isShared: false,
      failed: new FailedValues(),
      variables,
      errors,
      budget: new AnswerBudget(limits.maxAnswerValues),
      call: { principal, requestId, signal, freshness, asOf: call.asOf, span },
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
    if (hasErrors) span?.tell(errorFacts(list));
    const answer = {
      data,
      errors: hasErrors ? list : undefined,
      maxAge: hasErrors ? undefined : freshness.maxAge,
      extensions: authorizationMode === 'dryRun' && denied.size > 0 ? dryRunReport(denied, call) : undefined,
    };
    if (!audit || !personalFields || data.text === 'null') return answer;
    const fields = personalFields.sameAs(delivered);
    if (fields.size === 0) return answer;
    const { served } = operation;
    const { citizenKeys } = people;
    return recorded(answer, audit, { served, principal, requestId, fields, citizenKeys, hasErrors }, span);
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

/**
 * The answer once its record is on disk. A function of its own: what the answer was made from is let go of before the
 * wait, and the answer's text, built as a tree of its pieces, is one piece; garbage collection else copies both.
 */
async function recorded(
  { data, errors, maxAge, extensions }: OperationResult & { readonly data: JsonText },
  audit: AccessAudit,
  delivery: Delivery,
  span: TraceSpan | undefined,
): Promise<OperationResult> {
  inOnePiece(data.text);
  const recordAgain = (requestId: string) => audit.record(deliveredTo(requestId, delivery));
  await during(span?.child('record access', 'internal'), audit.record(delivery));
  return { data, errors, maxAge, extensions, recordAgain };
}

/** Written out, as all objects of a request. */
function deliveredTo(
  requestId: string,
  { served, principal, fields, citizenKeys, hasErrors }: Delivery,
): Delivery {
  return { served, principal, requestId, fields, citizenKeys, hasErrors };
}

const nothing = {};

function nothingToWaitFor(): PublicError {
  return new PublicError(
    'BAD_USER_INPUT',
    'There is no field of Subscription in it that could be waited for.',
  );
}
