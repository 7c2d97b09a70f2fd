import type { Refusal } from '../admission/authorization/access.ts';
import { refusalError, remedyFor } from '../admission/authorization/refusal-error.ts';
import type { AccessAudit } from '../audit/access-audit.ts';
import type { Disclosure } from '../audit/access-records.ts';
import { AnswerFreshness } from '../subgraphs/answer-freshness.ts';
import type { CallContext, SubgraphAnswer } from '../subgraphs/subgraph-port.ts';
import { AnswerBudget } from './answer-budget.ts';
import { DataSubjects } from './data-subjects.ts';
import { DeliveredFields } from './delivered-fields.ts';
import type { AdmittedOperation, EngineOptions, OperationResult } from './engine.ts';
import { errorsInAnswer } from './errors-in-answer.ts';
import { executePlan, takeRootAnswer } from './execute-plan.ts';
import { FailedValues } from './failed-values.ts';
import { inOnePiece, type JsonText } from './json-text.ts';
import type { PlanRun } from './plan-run.ts';
import type { PreparedForRights } from './prepare-for-rights.ts';
import { ResponseErrors } from './response-errors.ts';
import { during, errorFacts } from './trace-operation.ts';

/** @param event what a subscription's subgraph has sent; `null` for what is not a subscription */
export type AnswerOperation = (
  admitted: AdmittedOperation,
  call: CallContext,
  event: SubgraphAnswer | null,
) => Promise<OperationResult>;

/**
 * An answer, and what is to be recorded of it before it leaves; `null` where it delivers nothing personal.
 */
interface Made {
  readonly answer: OperationResult & { readonly data: JsonText };
  readonly delivery: Disclosure | null;
}

/**
 * Fetches and shapes the answer to an operation that was admitted, and has recorded what it tells of people.
 */
export function createAnswering(options: EngineOptions): AnswerOperation {
  const { subgraphs, limits, authorizationMode, consentUrl } = options;
  return answerOperation;

  async function answerOperation(
    admitted: AdmittedOperation,
    call: CallContext,
    event: SubgraphAnswer | null,
  ): Promise<OperationResult> {
    const { audit } = options;
    const personalFields = audit ? admitted.forRights.personalFields : null;
    if (!audit || personalFields === null) return (await make(admitted, call, event, null)).answer;
    // Nothing personal is fetched, and no mutation done, that could not be recorded.
    const unwritable = audit.ensureWritable();
    if (unwritable) await unwritable;
    audit.began();
    let made: Made;
    try {
      made = await make(admitted, call, event, personalFields);
    } finally {
      audit.ended();
    }
    return made.delivery === null ? made.answer : recorded(made.answer, audit, made.delivery, call);
  }

  async function make(
    { operation, forRights, variables }: AdmittedOperation,
    call: CallContext,
    event: SubgraphAnswer | null,
    personalFields: PreparedForRights['personalFields'],
  ): Promise<Made> {
    const { plan, events, mayShare, shaper, introspect, denied } = forRights;
    const people = new DataSubjects(call.principal);
    const errors = new ResponseErrors(options.maxErrors);
    const freshness = new AnswerFreshness();
    const { principal, requestId, network, signal, span } = call;
    // Here and below, objects of a request are written out: copied with `...`, V8 makes them a new shape each
    // time.
    const run: PlanRun = {
      data: {},
      matches: operation.served.matches,
      mayShare,
      isShared: false,
      failed: new FailedValues(),
      variables,
      errors,
      budget: new AnswerBudget(limits.maxAnswerValues),
      call: { principal, requestId, network, signal, freshness, asOf: call.asOf, span },
      subgraphs,
      trim: operation.trim,
      trace: call.trace,
      onEntities: personalFields === null ? undefined : people.see,
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
    const wouldDeny = authorizationMode === 'dryRun' && denied.size > 0;
    const answer = {
      data,
      errors: hasErrors ? list : undefined,
      maxAge: hasErrors || wouldDeny ? undefined : freshness.maxAge,
      extensions: wouldDeny ? dryRunReport(denied, call) : undefined,
    };
    if (personalFields === null || data.text === 'null') return { answer, delivery: null };
    const fields = personalFields.sameAs(delivered);
    if (fields.size === 0) return { answer, delivery: null };
    const { served } = operation;
    const { citizenKeys } = people;
    return { answer, delivery: { served, principal, requestId, fields, citizenKeys, hasErrors } };
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
 * The answer once its record is on disk. A function of its own: what the answer was made from is let go of
 * before the wait, and the answer's text, built as a tree of its pieces, is one piece; garbage collection
 * else copies both.
 */
async function recorded(
  { data, errors, maxAge, extensions }: OperationResult & { readonly data: JsonText },
  audit: AccessAudit,
  delivery: Disclosure,
  { span, coalesced }: Pick<CallContext, 'span' | 'coalesced'>,
): Promise<OperationResult> {
  inOnePiece(data.text);
  const recordAgain = (requestId: string) => audit.record(deliveredTo(requestId, delivery));
  await during(span?.child('record access', 'internal'), audit.record(delivery, coalesced?.close()));
  return { data, errors, maxAge, extensions, recordAgain };
}

/** Written out, as all objects of a request. */
function deliveredTo(
  requestId: string,
  { served, principal, fields, citizenKeys, hasErrors }: Disclosure,
): Disclosure {
  return { served, principal, requestId, fields, citizenKeys, hasErrors };
}

const nothing = {};
