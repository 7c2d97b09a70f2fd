import type { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { refusalError } from '../authorization/refusal-error.ts';
import { AnswerFreshness } from '../caching/answer-freshness.ts';
import type { OperationLimits } from '../limits/operation-size.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { AnswerBudget } from './answer-budget.ts';
import { executePlan } from './execute-plan.ts';
import type { Variables } from './inclusion.ts';
import { type PreparedForRights, type PreparedOperation, prepareOperation } from './prepared-operation.ts';
import { ResponseErrors } from './response-errors.ts';
import type { CallContext, SubgraphPort } from './subgraph-port.ts';

export interface EngineOptions {
  readonly subgraphs: SubgraphPort;
  readonly limits: OperationLimits;
  /** Errors that one answer carries. */
  readonly maxErrors: number;
  /** Distinct operations that stay prepared, per supergraph. */
  readonly maxPreparedOperations: number;
  /** Their documents together; what is prepared from a document takes about eighty times its text. */
  readonly maxPreparedCharacters: number;
  /** Where a citizen gives consent; told in refusals. */
  readonly consentUrl: string;
  /** Told of each field that was null because the caller may not read it. */
  readonly onRefusal?: () => void;
}

/** A request as it names its operation: the document's text, and `operationName` where it was given. */
export interface OperationSource {
  readonly text: string;
  readonly operationName: string | undefined;
}

/** An operation whose document is valid for `schema`. */
export interface ValidOperation extends OperationSource {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What may run for this caller and these variables, or why it may not. */
export type Admission =
  | { readonly kind: 'refused'; readonly errors: readonly PublicError[] }
  | {
      readonly kind: 'admitted';
      readonly operation: PreparedOperation;
      readonly forRights: PreparedForRights;
      readonly variables: Variables;
    };

export type AdmittedOperation = Extract<Admission, { kind: 'admitted' }>;

export interface OperationResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLError[];
  /** Seconds for which anybody on the way may keep it; absent where nobody may. */
  readonly maxAge?: number;
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
   * Once per request: variables and the limits that depend on them, then the caller's rights and the plan for these.
   * Nothing has been fetched when it says no.
   *
   * @throws PublicError OPERATION_LIMIT_EXCEEDED, PLAN_FAILED
   */
  admit(operation: PreparedOperation, variables: Variables, principal: Principal): Promise<Admission>;
  /**
   * Fetches and shapes the answer.
   *
   * @throws PublicError OPERATION_LIMIT_EXCEEDED where the answer outgrows its budget
   */
  run(admitted: AdmittedOperation, call: CallContext): Promise<OperationResult>;
}

export function createEngine(options: EngineOptions): Engine {
  const { subgraphs, limits } = options;
  const bySupergraph = new WeakMap<ServedSupergraph, LRUCache<string, PreparedOperation>>();

  return {
    prepared: (served, source) => bySupergraph.get(served)?.get(keyOf(source)),

    prepare(served, operation) {
      const cache = cacheFor(served);
      const key = keyOf(operation);
      let ready = cache.get(key);
      if (!ready) {
        ready = prepareOperation(served, operation.schema, operation.document, operation.operation, limits);
        cache.set(key, ready);
      }
      return ready;
    },

    async admit(operation, given, principal) {
      const coercion = operation.coerceVariables(given);
      if (coercion.kind === 'invalid') return { kind: 'refused', errors: coercion.errors };
      const { variables } = coercion;
      operation.refuseLargeAnswer(variables);
      // Denied fields are gone from the plan for these rights.
      const forRights = await operation.forCaller(principal);
      return { kind: 'admitted', operation, forRights, variables };
    },

    async run({ operation, forRights: { plan, shaper, introspect }, variables }, call) {
      const errors = new ResponseErrors(options.maxErrors);
      const data = {};
      const freshness = new AnswerFreshness();
      if (plan !== null) {
        const { matches } = operation.served;
        const budget = new AnswerBudget(limits.maxAnswerValues);
        const { trim } = operation;
        const followed = { ...call, freshness };
        await executePlan(plan, {
          data,
          variables,
          errors,
          budget,
          call: followed,
          subgraphs,
          matches,
          trim,
        });
      }
      // What it tells of the schema depends on who asks.
      const introspection = introspect === null ? nothing : introspect(variables);
      if (introspect !== null) freshness.limit(0);
      // By the original operation: denied fields are null, each with its error.
      const shaped = shaper.shape(data, {
        variables,
        errors,
        introspection,
        budget: new AnswerBudget(limits.maxAnswerValues),
        refuse: (coordinate, refusal, path) => {
          options.onRefusal?.();
          errors.add(() => refusalError(coordinate, refusal, path, options.consentUrl));
        },
      });
      const list = errors.list();
      const answer = { data: shaped as Record<string, unknown> | null };
      return list.length > 0 ? { ...answer, errors: list } : { ...answer, maxAge: freshness.maxAge };
    },
  };

  function cacheFor(served: ServedSupergraph): LRUCache<string, PreparedOperation> {
    let cache = bySupergraph.get(served);
    if (!cache) {
      cache = new LRUCache({
        max: options.maxPreparedOperations,
        maxSize: options.maxPreparedCharacters,
        sizeCalculation: ({ characters }) => characters,
      });
      bySupergraph.set(served, cache);
    }
    return cache;
  }
}

const nothing = {};

/** No document holds the character between the two: it is none of GraphQL's (October 2021, section 2.1.1). */
function keyOf({ text, operationName }: OperationSource): string {
  return operationName === undefined ? text : `${text}\0${operationName}`;
}
