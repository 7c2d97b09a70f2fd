import { PublicError } from '@civic-graph/errors';
import type { DocumentLimits } from '@civic-graph/limits';
import { GraphQLError, getOperationAST, parse, validate } from 'graphql';
import { admitNewDocument } from '../../admission/admission-queue/new-documents.ts';
import type { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import { refuseConditionalSubscription } from '../../admission/demand-control/conditional-subscription.ts';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import type { Engine } from '../../execution/engine.ts';
import type { PreparedOperation } from '../../execution/prepared-operation.ts';
import type { OperationSource } from '../../execution/prepared-operations.ts';
import type { ServedView } from '../../supergraph/civic-gateway.ts';

export interface DocumentSurroundings {
  readonly engine: Engine;
  readonly gateway: ServedView;
  readonly limits: DocumentLimits;
  readonly parseQueue: ParseQueue;
}

export type PreparedDocument =
  | { readonly kind: 'prepared'; readonly prepared: PreparedOperation }
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] };

/**
 * Prepares a document that does not come through Apollo Server, with the same limits, validation rules and
 * prepared operations.
 * @param caller who is charged and queued
 * @throws PublicError NOT_READY, RATE_LIMITED, OVERLOADED, OPERATION_LIMIT_EXCEEDED,
 * OPERATION_RESOLUTION_FAILURE
 */
export async function prepareDocument(
  source: OperationSource,
  { engine, gateway, limits, parseQueue }: DocumentSurroundings,
  caller: QuotaCaller,
): Promise<PreparedDocument> {
  const { text, operationName } = source;
  // Both from the same state.
  const { served, schema } = gateway.serving;
  const known = engine.prepared(served, source);
  if (known) return { kind: 'prepared', prepared: known };
  const work = await admitNewDocument(text, caller, noEnd, { charge: engine.charge, parseQueue, limits });
  try {
    const document = parse(text, { maxTokens: limits.maxTokens });
    refuseConditionalSubscription(document);
    await parseQueue.step(work);
    const invalid = validate(schema, document).map((error) => asPublic('GRAPHQL_VALIDATION_FAILED', error));
    if (invalid.length > 0) return { kind: 'refused', errors: invalid };
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new PublicError('OPERATION_RESOLUTION_FAILURE');
    await parseQueue.step(work);
    const prepared = engine.prepare(served, { text, operationName, schema, document, operation });
    await parseQueue.step(work);
    return { kind: 'prepared', prepared };
  } catch (error) {
    if (error instanceof PublicError || !(error instanceof GraphQLError)) throw error;
    // Only the parser throws these.
    return { kind: 'refused', errors: [asPublic('GRAPHQL_PARSE_FAILED', error)] };
  }
}

/** A disconnect is detected when the first result is sent. */
const noEnd = { aborted: false };

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
