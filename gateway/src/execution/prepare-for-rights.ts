import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type Access, accessOf, type Refusal } from '../admission/authorization/access.ts';
import { type AuthorizationMode, accessInMode } from '../admission/authorization/authorization-mode.ts';
import { filterOperation } from '../admission/authorization/filter-operation.ts';
import { visibleSchema } from '../admission/authorization/visible-schema.ts';
import { isFor, type SwitchedFields } from '../admission/kill-switches/switchboard.ts';
import { switchedAccess } from '../admission/kill-switches/switched-access.ts';
import type { Inclusion } from '../lib/graphql/inclusion.ts';
import { fieldsRead } from '../planning/fields-read.ts';
import { mayShareObjects } from '../planning/may-share.ts';
import type { PlanNode, RootFetchNode } from '../planning/plan.ts';
import type { PlanWaiters } from '../planning/plan-waiters.ts';
import type { OverrideContext } from '../planning/progressive-override.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { type Deprecation, UsedDeprecations } from './deprecations.ts';
import { DisclosedSets } from './disclosed-fields.ts';
import { compileIntrospection, type Introspection, type introspectionOf } from './introspection.ts';
import { isPersonal, mayDisclosePersonalFields } from './personal-fields.ts';
import { planOperation } from './plan-operation.ts';
import { compileShaper, type Shaper } from './shape-response.ts';

/**
 * An operation prepared for one set of rights and one outcome of `@skip` and `@include`; shared by all
 * callers with the same combination.
 */
export interface PreparedForRights {
  /** `null` if nothing has to be fetched. */
  readonly plan: PlanNode | null;
  /** Whether equal objects at one path may become one. */
  readonly mayShare: boolean;
  /** The subscription's own fetch; `plan` completes each of its events. */
  readonly events: RootFetchNode | null;
  readonly shaper: Shaper;
  readonly introspect: Introspection | null;
  /** Denied fields by coordinate; fields below a denied one are not checked. */
  readonly denied: ReadonlyMap<string, Refusal>;
  /** `null` if no answer can contain a personal field. */
  readonly personalFields: DisclosedSets | null;
  /** Part of `extensions` of each answer; absent where no deprecated field is read. */
  readonly deprecations: { readonly deprecations: readonly Deprecation[] } | undefined;
}

/** A valid operation with what planning needs. */
export interface OperationToPlan {
  readonly served: ServedSupergraph;
  /** What plans may read; more than `schema` for a contract. */
  readonly planned: GraphQLSchema;
  /** What the answer may show. */
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** `null` without introspection fields. */
  readonly introspection: ReturnType<typeof introspectionOf>;
  readonly mode: AuthorizationMode;
}

/** One combination of rights and conditions, and the callers that wait for its plan. */
export interface PlanRequest {
  readonly principal: Principal;
  readonly override: OverrideContext;
  readonly included: Inclusion;
  readonly switched: SwitchedFields | null;
  /** The callers that wait for the plan. */
  readonly waiting: PlanWaiters;
}

/**
 * Filters the operation by the caller's rights, plans the rest, and compiles the shaper.
 * @throws PublicError PLAN_FAILED, OPERATION_LIMIT_EXCEEDED, OVERLOADED
 */
export async function prepareForRights(
  source: OperationToPlan,
  request: PlanRequest,
): Promise<PreparedForRights> {
  const { switched, principal } = request;
  const prepared = await prepareWithout(switched, source, request);
  if (switched === null || !readsSwitchedOff(source, prepared, switched, principal)) return prepared;
  // The planner chose a key that is switched off: plan again without any field that depends on such a key.
  const cautious = await prepareWithout(switched.cautious(), source, request);
  if (!readsSwitchedOff(source, cautious, switched, principal)) return cautious;
  throw new PublicError('PLAN_FAILED');
}

function readsSwitchedOff(
  { served }: OperationToPlan,
  { plan, events }: PreparedForRights,
  switched: SwitchedFields,
  principal: Principal,
): boolean {
  const read = [plan, events].flatMap((node) =>
    node === null ? [] : [...fieldsRead(served.cacheIndex.schema, node)],
  );
  return read.some((field) => switched.of(field).some((each) => isFor(each, principal)));
}

async function prepareWithout(
  switched: SwitchedFields | null,
  { served, planned, schema, operation, fragments, introspection, mode }: OperationToPlan,
  { principal, override, included, waiting }: PlanRequest,
): Promise<PreparedForRights> {
  const { policyIndex, fetchKey, sunsets } = served;
  const denied = new Map<string, Refusal>();
  const open = switchedAccess(accessOf(policyIndex, principal), switched, principal);
  const access = accessInMode(mode, open, denied);
  const used = new UsedDeprecations(sunsets);
  const noted = used.noting(access);
  // Types that a contract hides are left out of the plan unreported, since messages would name them.
  const inPlan: Access = {
    refusalOf: (typeName, fieldName) =>
      (schema.getType(typeName) === undefined ? open : noted).refusalOf(typeName, fieldName),
  };
  const filtered = filterOperation(planned, operation, fragments, inPlan, included, fetchKey);
  const source = {
    ...{ schema, operation, fragments, access, included, fetchKey },
    isPersonal: (typeName: string, fieldName: string) => isPersonal(policyIndex.classOf(typeName, fieldName)),
  };
  const { plan, events, unfetched } = await planOperation(served, filtered, override, waiting);
  return {
    plan,
    events,
    mayShare: plan !== null && mayShareObjects(plan),
    shaper: compileShaper({ ...source, unfetched }),
    introspect:
      introspection && compileIntrospection(visibleSchema(schema, policyIndex, principal), introspection),
    denied,
    personalFields: mayDisclosePersonalFields(source) ? new DisclosedSets() : null,
    deprecations: used.extension(),
  };
}
