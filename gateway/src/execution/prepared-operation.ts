import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import { refuseOversized } from '@civic-graph/limits';
import type { Principal, Requirement } from '@civic-graph/policy';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { documentWork } from '../admission/admission-queue/document-work.ts';
import { recordingAccess } from '../admission/authorization/access.ts';
import type { AuthorizationMode } from '../admission/authorization/authorization-mode.ts';
import { fieldsOfOperation, type ReadOperation } from '../admission/authorization/fields-of-operation.ts';
import { filterOperation } from '../admission/authorization/filter-operation.ts';
import { rightsKey, rightsQuestion } from '../admission/authorization/rights.ts';
import { requirementsIn } from '../admission/authorization/visible-schema.ts';
import { boundedCost } from '../admission/demand-control/bounded-cost.ts';
import type { OperationLimits } from '../admission/demand-control/operation-limits.ts';
import type { Switchboard } from '../admission/kill-switches/switchboard.ts';
import { switchKeyOf } from '../admission/kill-switches/switches-of-operation.ts';
import { callerName } from '../admission/rate-limiting/caller-name.ts';
import { operationDigest } from '../admission/safelists/operation-digest.ts';
import { systemCaller } from '../lib/fair-queue.ts';
import { conditionVariables, includeAll, inclusionFor } from '../lib/graphql/inclusion.ts';
import type { Variables } from '../lib/graphql/variables.ts';
import { CountedOperation } from '../observability/usage/counted-operation.ts';
import { PlanWaiters } from '../planning/plan-waiters.ts';
import type { OverrideContext } from '../planning/progressive-override.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { type PathTrimmer, pathTrimmer } from './client-path.ts';
import { compileVariables, type VariableCoercion } from './compile-variables.ts';
import { introspectionOf } from './introspection.ts';
import { operationSignature } from './operation-signature.ts';
import { type OperationToPlan, type PreparedForRights, prepareForRights } from './prepare-for-rights.ts';
import { usedCoordinates } from './used-coordinates.ts';

/** The part of an operation that depends only on its document and the supergraph. */
export interface PreparedOperation {
  readonly served: ServedSupergraph;
  readonly kind: OperationTypeNode;
  /** Label in metrics and logs: the operation name and the start of the document's SHA-256. */
  readonly label: string;
  /** Its calls, for reports of usage. */
  readonly usage: CountedOperation;
  readonly trim: PathTrimmer;
  /** Whether it reads no guarded field. */
  readonly isPublic: boolean;
  /** Size in characters, with fragments expanded. */
  readonly work: number;
  readonly coerceVariables: (given: Variables) => VariableCoercion;
  /** @throws PublicError OPERATION_LIMIT_EXCEEDED, BAD_USER_INPUT */
  costFor(variables: Variables): number;
  /**
   * Returns the result prepared for these rights and conditions, or `null` if `forCaller` would take as long
   * as for a new document.
   * @param variables coerced
   */
  find(principal: Principal, variables: Variables, network?: string): Promise<PreparedForRights> | null;
  /** @returns whether nothing was prepared yet; the charge for the document covers this first preparation */
  takeFirst(): boolean;
  /**
   * @param variables coerced
   * @param network of the waiting caller, if any: the planner queue is fair between callers
   */
  forCaller(principal: Principal, variables: Variables, network?: string): Promise<PreparedForRights>;
  /** The digest under which safelists list it. */
  digest(): string;
  /** Key of the active kill switches that affect it for this caller; empty without any. */
  switchesFor(principal: Principal): string;
  /** A sample caller and the deciding variables of each prepared combination. */
  callers(): readonly { readonly principal: Principal; readonly variables: Variables }[];
  /** Number of prepared combinations of rights and conditions. */
  readonly combinations: number;
}

interface Combination {
  readonly principal: Principal;
  readonly variables: Variables;
  readonly prepared: Promise<PreparedForRights>;
  /** `null` once prepared. */
  waiting: PlanWaiters | null;
}

/** A document and one of its operations, valid for a schema. */
export interface DocumentToPrepare {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Milliseconds for which an operation that is too complex to plan is refused without another attempt. */
const refusalKeptMs = 60_000;

/** Maximum cached combinations of rights and conditions per document and override context. */
const maxCombinations = 16;

/**
 * Checks the limits, and lists the rights that the operation's answer depends on.
 * @param onPrepared called when it takes more memory than before
 * @throws PublicError OPERATION_LIMIT_EXCEEDED
 */
export function prepareOperation(
  served: ServedSupergraph,
  schema: GraphQLSchema,
  { text, document, operation }: DocumentToPrepare,
  limits: OperationLimits,
  mode: AuthorizationMode,
  switchboard: Pick<Switchboard, 'in'>,
  onPrepared: () => void = () => undefined,
): PreparedOperation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const work = documentWork(text, refuseOversized(operation, fragments, limits));
  const requirements = new Set<Requirement>();
  // Plans know the types that a contract hides, so their rules, costs and kill switches count.
  const planned = served.contractOf?.clientSchema() ?? schema;
  const switchKey = switchKeyOf(() => coordinatesOf({ schema: planned, document, operation }));
  filterOperation(
    planned,
    operation,
    fragments,
    recordingAccess(served.policyIndex, requirements),
    includeAll,
    served.fetchKey,
  );
  const conditions = conditionVariables(operation, fragments);
  const introspection = introspectionOf(operation, fragments);
  // The result of introspection depends on all rights of the caller.
  const question = rightsQuestion(introspection ? requirementsIn(served.policyIndex) : requirements);
  const source: OperationToPlan = { served, planned, schema, operation, fragments, introspection, mode };
  let digest: string | undefined;
  const combinations = new LRUCache<string, Combination>({
    max: maxCombinations * served.override.contexts,
  });
  let isFirst = true;
  const keyFor = (principal: Principal, variables: Variables, override: OverrideContext): string => {
    let key = override.key + rightsKey(question, principal) + switchKey(switchboard.in(served), principal);
    for (const name of conditions) key += variables[name] === true ? '+' : '-';
    return key;
  };
  const find = (key: string, principal: Principal, network?: string) => {
    const known = combinations.get(key);
    known?.waiting?.join(waiterOf(principal, network));
    return known?.prepared ?? null;
  };

  return {
    served,
    kind: operation.operation,
    label: labelOf(text, operation),
    usage: countedOperation({ schema, document, operation }),
    isPublic: requirements.size === 0,
    coerceVariables: compileVariables(schema, operation),
    costFor: boundedCost({ schema: planned, operation, fragments }, served.costDirectives, limits),
    trim: pathTrimmer(operation, fragments, served.fetchKey),
    work,
    find: (principal, variables, network) =>
      find(keyFor(principal, variables, served.override.contextOf(principal)), principal, network),
    takeFirst() {
      const wasFirst = isFirst;
      isFirst = false;
      return wasFirst;
    },
    forCaller(principal, variables, network) {
      const override = served.override.contextOf(principal);
      const switched = switchboard.in(served);
      const key = keyFor(principal, variables, override);
      const known = find(key, principal, network);
      if (known !== null) return known;
      // Caches the promise, so that concurrent requests make one plan; a failure is not cached.
      const waiting = new PlanWaiters(waiterOf(principal, network));
      // Only these variables are retained with the compiled result; other input of a caller must not be.
      const deciding = Object.fromEntries(conditions.map((name) => [name, variables[name]]));
      const prepared = prepareForRights(source, {
        ...{ principal, override, switched, waiting },
        included: inclusionFor(deciding),
      });
      const combination: Combination = { principal, variables: deciding, prepared, waiting };
      isFirst = false;
      combinations.set(key, combination);
      onPrepared();
      const settled = () => {
        combination.waiting = null;
      };
      prepared.then(settled, (error: unknown) => {
        settled();
        const isTooMuch = error instanceof PublicError && error.code === 'OPERATION_LIMIT_EXCEEDED';
        // An operation too complex to plan is not planned again for each request.
        if (isTooMuch) setTimeout(() => combinations.delete(key), refusalKeptMs).unref();
        else combinations.delete(key);
      });
      return prepared;
    },
    digest() {
      digest ??= operationDigest(document, operation);
      return digest;
    },
    switchesFor: (principal) => switchKey(switchboard.in(served), principal),
    callers: () => [...combinations.values()],
    get combinations() {
      return combinations.size;
    },
  };
}

function waiterOf(principal: Principal, network: string | undefined): string {
  return network === undefined ? systemCaller : callerName(principal, network);
}

function labelOf(text: string, { name, operation }: OperationDefinitionNode): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return `${name?.value.slice(0, 60) ?? operation}#${hash}`;
}

/** Computed when it is first counted: most gateways without a registry never do. */
function countedOperation(source: ReadOperation): CountedOperation {
  const { document, operation } = source;
  let signature: string | undefined;
  let coordinates: readonly string[] | undefined;
  return new CountedOperation({
    kind: operation.operation,
    name: operation.name?.value ?? null,
    signature() {
      signature ??= operationSignature(document, operation);
      return signature;
    },
    coordinates() {
      coordinates ??= usedCoordinates(source);
      return coordinates;
    },
  });
}

/** Coordinates of every field that an operation can read, whatever its variables. */
function coordinatesOf(operation: ReadOperation): ReadonlySet<string> {
  return new Set(fieldsOfOperation(operation).map(({ coordinate }) => coordinate));
}
