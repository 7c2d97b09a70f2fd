import { PublicError } from '@civic-graph/errors';
import { type DocumentLimits, refuseOversizedDocument } from '@civic-graph/limits';
import { GraphQLError, getOperationAST, parse, validate } from 'graphql';
import type { Engine } from '../execution/engine.ts';
import type { PreparedOperation } from '../execution/prepared-operation.ts';
import type { OperationSource } from '../execution/prepared-operations.ts';
import { refuseConditionalSubscription } from '../limits/conditional-subscription.ts';
import type { CivicGateway } from '../supergraph/civic-gateway.ts';

export interface DocumentSurroundings {
  readonly engine: Engine;
  readonly gateway: Pick<CivicGateway, 'current' | 'serving'>;
  readonly limits: DocumentLimits;
}

export type PreparedDocument =
  | { readonly kind: 'prepared'; readonly prepared: PreparedOperation }
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] };

/**
 * The way of a document that does not come through Apollo Server: the same limits, the same rules of validation, and the
 * same prepared operations behind them.
 *
 * @throws PublicError NOT_READY, OPERATION_LIMIT_EXCEEDED, OPERATION_RESOLUTION_FAILURE
 */
export function prepareDocument(
  source: OperationSource,
  { engine, gateway, limits }: DocumentSurroundings,
): PreparedDocument {
  const { text, operationName } = source;
  const served = gateway.current;
  if (served === null) throw new PublicError('NOT_READY');
  const known = engine.prepared(served, source);
  if (known) return { kind: 'prepared', prepared: known };
  refuseOversizedDocument(text, limits);
  try {
    const { schema } = gateway.serving;
    const document = parse(text, { maxTokens: limits.maxTokens });
    refuseConditionalSubscription(document);
    const invalid = validate(schema, document).map((error) => asPublic('GRAPHQL_VALIDATION_FAILED', error));
    if (invalid.length > 0) return { kind: 'refused', errors: invalid };
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new PublicError('OPERATION_RESOLUTION_FAILURE');
    return {
      kind: 'prepared',
      prepared: engine.prepare(served, { text, operationName, schema, document, operation }),
    };
  } catch (error) {
    if (error instanceof PublicError || !(error instanceof GraphQLError)) throw error;
    // Only the parser throws these.
    return { kind: 'refused', errors: [asPublic('GRAPHQL_PARSE_FAILED', error)] };
  }
}

function asPublic(
  code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED',
  { message, nodes, source, positions }: GraphQLError,
): PublicError {
  return new PublicError(code, message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
  });
}
