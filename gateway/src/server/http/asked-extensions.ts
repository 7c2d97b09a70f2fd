import { type DocumentNode, type FragmentDefinitionNode, Kind } from 'graphql';
import { actualCost } from '../../admission/demand-control/actual-cost.ts';
import { directedWeights } from '../../admission/demand-control/cost-weights.ts';
import { explainAccess } from '../../admission/explain-access.ts';
import type { SwitchedFields } from '../../admission/kill-switches/switchboard.ts';
import { disclosureInWords } from '../../audit/access-records.ts';
import { describePlan } from '../../execution/describe-plan.ts';
import type { AdmittedOperation, OperationResult } from '../../execution/engine.ts';
import type { ValidOperation } from '../../execution/prepared-operations.ts';
import type { FetchTrace } from '../../subgraphs/fetch-trace.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';

/** The `extensions` that a client requests beside the answer. */
export interface AskedExtensions {
  readonly queryPlan: boolean;
  readonly explainAccess: boolean;
  readonly cost: boolean;
  readonly timing: boolean;
  readonly accessRecords: boolean;
}

/** @param mayLookInside whether the caller may see internals such as the query plan */
export function askedExtensions(
  extensions: Readonly<Record<string, unknown>> | undefined,
  mayLookInside: boolean,
): AskedExtensions {
  return {
    queryPlan: mayLookInside && extensions?.queryPlan === true,
    explainAccess: extensions?.explainAccess === true,
    cost: extensions?.cost === true,
    timing: mayLookInside && extensions?.timing === true,
    accessRecords: extensions?.accessRecords === true,
  };
}

/** Number of extensions that walk the whole document, each at the cost of a new document. */
export function walksOf({ queryPlan, explainAccess, cost }: AskedExtensions): number {
  return [queryPlan, explainAccess, cost].filter((isAsked) => isAsked).length;
}

export interface AnsweredOperation {
  readonly valid: ValidOperation;
  readonly admission: AdmittedOperation;
  readonly result: OperationResult;
  readonly principal: CallContext['principal'];
  readonly trace: FetchTrace | undefined;
}

export interface ExtensionSources {
  /** Waits for an event loop iteration, so that large documents are walked in separate ones. */
  readonly step: (work: number) => Promise<void>;
  readonly switched: () => SwitchedFields | null;
  readonly consentUrl: string;
  readonly maxCost: number;
}

/** Returns the requested extensions; empty without any. */
export async function tellExtensions(
  asked: AskedExtensions,
  { valid, admission, result, principal, trace }: AnsweredOperation,
  { step, switched, consentUrl, maxCost }: ExtensionSources,
): Promise<Record<string, unknown>> {
  const { schema, document, operation } = valid;
  const { served, work } = admission.operation;
  const told: Record<string, unknown> = {};
  if (asked.queryPlan) {
    await step(work);
    const { plan } = admission.forRights;
    told.queryPlan = plan && describePlan(plan, true);
  }
  if (trace) told.timing = trace.report();
  if (asked.accessRecords) {
    told.accessRecords = result.disclosure ? [disclosureInWords(result.disclosure)] : [];
  }
  if (asked.explainAccess) {
    await step(work);
    const rules = { index: served.policyIndex, switched: switched() };
    told.access = explainAccess({ schema, document, operation }, rules, principal, consentUrl);
  }
  if (asked.cost) {
    await step(work);
    const actual = actualCost(
      { schema, operation, fragments: fragmentsOf(document) },
      directedWeights(served.costDirectives),
      admission.variables,
      result.data?.toJSON(),
    );
    told.cost = { planned: admission.cost, actual, limit: maxCost };
  }
  return told;
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
