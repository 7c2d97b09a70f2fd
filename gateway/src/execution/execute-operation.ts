import { PublicError } from '@civic-graph/errors';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { refusalError } from '../authorization/refusal-error.ts';
import type { OperationLimits } from '../limits/operation-size.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { AnswerBudget } from './answer-budget.ts';
import { executePlan } from './execute-plan.ts';
import { introspect } from './introspection.ts';
import { type PreparedOperation, prepareOperation } from './prepared-operation.ts';
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

/** A validated operation of one caller. */
export interface OperationRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Identifies the document's text. */
  readonly documentHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly call: CallContext;
}

export interface OperationResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLError[];
}

export interface Engine {
  execute(served: ServedSupergraph, request: OperationRequest): Promise<OperationResult>;
}

/** The engine: everything between a validated operation and its answer, with no HTTP in it. */
export function createEngine(options: EngineOptions): Engine {
  const prepared = new WeakMap<ServedSupergraph, LRUCache<string, PreparedOperation>>();

  return {
    async execute(served, request) {
      const { schema, operation, call } = request;

      // 1. Limits and rights: once per document.
      const ready = prepare(served, request);

      // 2. Variables, coerced as the schema says, and the limits that depend on them.
      const { coerced, errors: invalid } = getVariableValues(schema, operation.variableDefinitions ?? [], {
        ...request.variables,
      });
      if (invalid) return { errors: invalid.map(variableError) };
      ready.refuseLargeAnswer(coerced);

      // 3. Authorize and plan: once per document and set of rights. Denied fields are gone from the plan.
      const { plan, shaper } = await ready.forCaller(call.principal);

      // 4. Fetch.
      const errors = new ResponseErrors(options.maxErrors);
      const data = {};
      if (plan !== null) {
        const { matches } = served;
        const { subgraphs } = options;
        await executePlan(plan, {
          data,
          variables: coerced,
          errors,
          budget: new AnswerBudget(options.limits.maxAnswerValues),
          call,
          subgraphs,
          matches,
          trim: ready.trim,
        });
      }

      // 5. Shape by the original operation: denied fields are null, each with its error.
      const shaped = shaper.shape(data, {
        variables: coerced,
        errors,
        introspection: introspect(schema, operation, ready.fragments, coerced),
        budget: new AnswerBudget(options.limits.maxAnswerValues),
        refuse: (coordinate, refusal, path) => {
          options.onRefusal?.();
          errors.add(() => refusalError(coordinate, refusal, path, options.consentUrl));
        },
      });
      const list = errors.list();
      return { data: shaped as Record<string, unknown> | null, ...(list.length > 0 && { errors: list }) };
    },
  };

  function prepare(served: ServedSupergraph, request: OperationRequest): PreparedOperation {
    let cache = prepared.get(served);
    if (!cache) {
      cache = new LRUCache({
        max: options.maxPreparedOperations,
        maxSize: options.maxPreparedCharacters,
        sizeCalculation: ({ characters }) => characters,
      });
      prepared.set(served, cache);
    }
    const key = `${request.documentHash} ${request.operation.name?.value ?? ''}`;
    let ready = cache.get(key);
    if (!ready) {
      ready = prepareOperation(served, request.schema, request.document, request.operation, options.limits);
      cache.set(key, ready);
    }
    return ready;
  }
}

function variableError(error: GraphQLError): PublicError {
  return new PublicError('BAD_USER_INPUT', error.message, { nodes: error.nodes ?? null });
}
