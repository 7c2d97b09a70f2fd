import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { Refusal } from '../admission/authorization/access.ts';
import { refusalError } from '../admission/authorization/refusal-error.ts';
import { callerName } from '../admission/rate-limiting/caller-name.ts';
import { newDocumentPoints } from '../admission/rate-limiting/quotas.ts';
import type { Variables } from '../lib/graphql/variables.ts';
import type { Admission, AdmissionRequest, Engine, EngineOptions } from './engine.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import { during, errorFacts, operationFacts } from './trace-operation.ts';

/** Decides whether an operation may run, before anything is fetched for it. */
export function createAdmission(
  options: EngineOptions,
): Pick<Engine, 'admit' | 'admitPrepared' | 'unlisted' | 'withholds'> {
  const { authorizationMode, consentUrl } = options;
  // An anonymous caller has no rights that could have been revoked.
  const withholds: Engine['withholds'] = (operation, principal) =>
    principal.kind !== 'anonymous' && !operation.isPublic && options.withholdsPersonalData?.() === true;
  const unlisted: Engine['unlisted'] = (operation, principal) =>
    options.safelists?.refusal(operation, principal) ?? null;

  return {
    withholds,
    unlisted,
    async admit(operation, given, principal, request = nothingMore) {
      const admission = await traced(operation, given, principal, request, true);
      if (admission?.kind === 'refused') countRefused(operation, principal, admission.errors);
      if (admission === null)
        throw new Error('admit() was not allowed to prepare the operation (a defect of this gateway)');
      return admission;
    },
    admitPrepared: (operation, given, principal, request) =>
      traced(operation, given, principal, request, false),
  };

  function countRefused(operation: PreparedOperation, principal: Principal, errors: readonly PublicError[]) {
    options.usage?.count(operation.usage, principal, null, errors);
  }

  async function traced(
    operation: PreparedOperation,
    given: Variables,
    principal: Principal,
    request: AdmissionRequest,
    mayPrepare: boolean,
  ): Promise<Admission | null> {
    const { span } = request;
    if (span === undefined) return admit(operation, given, principal, request, mayPrepare);
    span.setAttributes(operationFacts(operation, principal));
    const admission = await admit(operation, given, principal, request, mayPrepare);
    if (admission?.kind === 'refused') span.setAttributes(errorFacts(admission.errors));
    return admission;
  }

  async function admit(
    operation: PreparedOperation,
    given: Variables,
    principal: Principal,
    { network = '', span, end = noEnd, walks = 0 }: AdmissionRequest,
    mayPrepare: boolean,
  ): Promise<Admission | null> {
    const noLonger = lostRights(operation, principal);
    if (noLonger !== null) return { kind: 'refused', errors: [noLonger] };
    // A caller without a safelist does not wait.
    const listing = unlisted(operation, principal);
    const refusal = listing && (await listing);
    if (refusal !== null) return { kind: 'refused', errors: [refusal] };
    const sized = sizedFor(operation, given);
    if (sized.kind === 'refused') {
      // The slow path reports the reason and charges for it.
      if (!mayPrepare) return null;
      const verdict = await options.quotas?.take({ principal, network }, newDocumentPoints(operation.work));
      const isForQuota = verdict?.kind === 'refused';
      if (!isForQuota && sized.thrown) throw sized.thrown;
      return {
        kind: 'refused',
        errors: isForQuota ? [verdict.error] : sized.errors,
        isForQuota,
        rateLimit: verdict?.fields,
      };
    }
    const { variables, cost } = sized;
    const known = operation.find(principal, variables, network);
    if (known === null && !mayPrepare) return null;
    const isPaid = known !== null || operation.takeFirst();
    const documents = walks + (isPaid ? 0 : 1);
    const points = cost + documents * newDocumentPoints(operation.work);
    const charged = options.quotas?.take({ principal, network }, points);
    const verdict = charged instanceof Promise ? await charged : charged;
    const rateLimit = verdict?.fields;
    if (verdict?.kind === 'refused') {
      // The fast path refuses it as well; after any other refusal there, `admit` follows.
      if (!mayPrepare) countRefused(operation, principal, [verdict.error]);
      return { kind: 'refused', errors: [verdict.error], isForQuota: true, rateLimit };
    }
    const ofSubjects = operation.isPublic ? null : (options.quotas?.admitDataSubject(principal) ?? null);
    const tooMany = ofSubjects && (await ofSubjects);
    if (tooMany) {
      if (!mayPrepare) countRefused(operation, principal, [tooMany]);
      return { kind: 'refused', errors: [tooMany], isForQuota: true, rateLimit };
    }
    if (documents > 0) await options.parseQueue?.enter(operation.work, callerName(principal, network), end);
    // Denied fields are gone from the plan for these rights.
    const forRights = await during(
      span?.child('plan', 'internal'),
      known ?? operation.forCaller(principal, variables, network),
    );
    // Rights may be lost while a plan is awaited.
    const meanwhile = lostRights(operation, principal);
    if (meanwhile !== null) return { kind: 'refused', errors: [meanwhile], rateLimit };
    if (authorizationMode === 'reject' && forRights.denied.size > 0) {
      return { kind: 'refused', errors: refusals(forRights.denied, principal) };
    }
    // Its only field is denied, so there is no event to wait for.
    if (operation.kind === 'subscription' && forRights.events === null) {
      const errors = refusals(forRights.denied, principal);
      return { kind: 'refused', errors: errors.length > 0 ? errors : [nothingToWaitFor()] };
    }
    return { kind: 'admitted', operation, forRights, variables, cost, rateLimit };
  }

  /**
   * Returns why a caller whose token was valid on arrival may no longer read guarded data. Both checks run
   * without an await between them.
   */
  function lostRights(operation: PreparedOperation, principal: Principal): PublicError | null {
    if (withholds(operation, principal)) return new PublicError('PERSONAL_DATA_WITHHELD');
    const isRevoked = !operation.isPublic && options.isRevoked?.(principal) === true;
    return isRevoked ? new PublicError('TOKEN_REVOKED') : null;
  }

  function refusals(denied: ReadonlyMap<string, Refusal>, principal: Principal): PublicError[] {
    return [...denied].slice(0, options.maxErrors).map(([coordinate, refusal]) => {
      options.onRefusal?.();
      return refusalError(coordinate, refusal, null, { consentUrl, principal });
    });
  }
}

type Sized =
  | { readonly kind: 'refused'; readonly errors: readonly PublicError[]; readonly thrown?: PublicError }
  | { readonly kind: 'sized'; readonly variables: Variables; readonly cost: number };

/** Coerces the variables and computes the cost; refuses variables that do not fit or exceed a limit. */
function sizedFor(operation: PreparedOperation, given: Variables): Sized {
  const coercion = operation.coerceVariables(given);
  if (coercion.kind === 'invalid') return { kind: 'refused', errors: coercion.errors };
  const { variables } = coercion;
  try {
    return { kind: 'sized', variables, cost: operation.costFor(variables) };
  } catch (error) {
    if (error instanceof PublicError) return { kind: 'refused', errors: [error], thrown: error };
    throw error;
  }
}

const nothingMore: AdmissionRequest = {};
const noEnd = { aborted: false };

export function nothingToWaitFor(): PublicError {
  return new PublicError('BAD_USER_INPUT', 'The operation has no field of Subscription to wait for.');
}
