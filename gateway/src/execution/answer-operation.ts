import type { Refusal } from '../admission/authorization/access.ts';
import { refusalError, remedyFor } from '../admission/authorization/refusal-error.ts';
import type { AccessAudit } from '../audit/access-audit.ts';
import type { Disclosure } from '../audit/access-records.ts';
import { AnswerFreshness } from '../subgraphs/answer-freshness.ts';
import type { CallContext, SubgraphAnswer } from '../subgraphs/subgraph-port.ts';
import { AnswerBudget } from './answer-budget.ts';
import { DataSubjects } from './data-subjects.ts';
import { DisclosedFields } from './disclosed-fields.ts';
import type { AdmittedOperation, EngineOptions, OperationResult } from './engine.ts';
import { errorsInAnswer } from './errors-in-answer.ts';
import { executePlan, takeRootAnswer } from './execute-plan.ts';
import { FailedValues } from './failed-values.ts';
import { inOnePiece, type JsonText } from './json-text.ts';
import type { PlanRun } from './plan-run.ts';
import type { PreparedForRights } from './prepare-for-rights.ts';
import { ResponseErrors } from './response-errors.ts';
import { during, errorFacts } from './trace-operation.ts';

/** @param event data from a subscription's subgraph; `null` if the operation is not a subscription */
export type AnswerOperation = (
  admitted: AdmittedOperation,
  call: CallContext,
  event: SubgraphAnswer | null,
) => Promise<OperationResult>;

/** An answer and the disclosure to record before it leaves; `null` if it holds no personal data. */
interface Made {
  readonly answer: OperationResult & { readonly data: JsonText };
  readonly disclosure: Disclosure | null;
}

/** Fetches and shapes the answer to an admitted operation, and records the personal data in it. */
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
    // Without a writable journal, no personal data is fetched and no mutation runs.
    const unwritable = audit.ensureWritable();
    if (unwritable) await unwritable;
    audit.began();
    let made: Made;
    try {
      made = await make(admitted, call, event, personalFields);
    } finally {
      audit.ended();
    }
    return made.disclosure === null ? made.answer : recorded(made.answer, audit, made.disclosure, call);
  }

  async function make(
    { operation, forRights, variables }: AdmittedOperation,
    call: CallContext,
    event: SubgraphAnswer | null,
    personalFields: PreparedForRights['personalFields'],
  ): Promise<Made> {
    const { plan, events, mayShare, shaper, introspect, denied, deprecations } = forRights;
    const dataSubjects = new DataSubjects(call.principal);
    const errors = new ResponseErrors(options.maxErrors);
    const freshness = new AnswerFreshness();
    const { principal, requestId, network, signal, span } = call;
    // Objects of a request are written out here and below: V8 gives each `...` copy a new shape.
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
      onEntities: personalFields === null ? undefined : dataSubjects.collect,
    };
    if (event !== null && events !== null) takeRootAnswer(events, event, run);
    if (plan !== null) await executePlan(plan, run);
    // The visible schema depends on the caller, so the answer must not be cached.
    const introspection = introspect === null ? nothing : introspect(variables);
    if (introspect !== null) freshness.limit(0);
    // Shaped by the original operation, so that denied fields are null, each with its error.
    const disclosed = new DisclosedFields();
    const data = shaper.shape(run.data, {
      errors,
      introspection,
      budget: new AnswerBudget(limits.maxAnswerValues),
      disclosed,
      isShared: run.isShared,
      refuse: (coordinate, refusal, path) => {
        options.onRefusal?.();
        errors.add(() => refusalError(coordinate, refusal, path, { consentUrl, principal }));
      },
    });
    const list = errorsInAnswer(errors.list(), data);
    const hasErrors = list.length > 0;
    if (hasErrors) span?.setAttributes(errorFacts(list));
    // An event repeats what the subscription's schema says.
    const told = event === null ? deprecations : undefined;
    const wouldDeny = authorizationMode === 'dryRun' && denied.size > 0;
    const answer = {
      data,
      errors: hasErrors ? list : undefined,
      maxAge: hasErrors || wouldDeny ? undefined : freshness.maxAge,
      extensions: wouldDeny ? { ...told, ...dryRunReport(denied, call) } : told,
    };
    if (personalFields === null || data.text === 'null') return { answer, disclosure: null };
    const fields = personalFields.sameAs(disclosed);
    if (fields.size === 0) return { answer, disclosure: null };
    const { served } = operation;
    const { citizenKeys } = dataSubjects;
    return { answer, disclosure: { served, principal, requestId, fields, citizenKeys, hasErrors } };
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
 * Resolves with the answer once its record is on disk. A separate function, so that the data behind the
 * answer is garbage during the wait.
 * The text is flattened before the wait: garbage collection would otherwise copy its tree of pieces.
 */
async function recorded(
  { data, errors, maxAge, extensions }: OperationResult & { readonly data: JsonText },
  audit: AccessAudit,
  disclosure: Disclosure,
  { span, coalesced }: Pick<CallContext, 'span' | 'coalesced'>,
): Promise<OperationResult> {
  inOnePiece(data.text);
  const recordAgain = (requestId: string) => audit.record(disclosureFor(requestId, disclosure));
  await during(span?.child('record access', 'internal'), audit.record(disclosure, coalesced?.close()));
  return { data, errors, maxAge, extensions, recordAgain, disclosure };
}

/** Written out, as all objects of a request are: V8 gives each `...` copy a new shape. */
function disclosureFor(
  requestId: string,
  { served, principal, fields, citizenKeys, hasErrors }: Disclosure,
): Disclosure {
  return { served, principal, requestId, fields, citizenKeys, hasErrors };
}

const nothing = {};
