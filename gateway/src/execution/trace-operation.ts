import type { Principal } from '@civic-graph/policy';
import type { SpanFacts, TraceSpan } from '@civic-graph/service';
import type { GraphQLError } from 'graphql';
import type { FetchOperation } from '../planning/plan.ts';
import type { CallContext } from '../subgraphs/subgraph-port.ts';
import type { PreparedOperation } from './prepared-operation.ts';

/*
 * Attributes of an operation's spans, under the names of OpenTelemetry's semantic conventions where they
 * exist. Documents, variables and subjects are omitted, because they may be personal data.
 */

export function operationFacts({ label, kind }: PreparedOperation, principal: Principal): SpanFacts {
  return {
    'graphql.operation.name': label,
    'graphql.operation.type': kind,
    'civic.caller': principal.kind,
    ...(principal.kind !== 'anonymous' && { 'civic.app': principal.clientId }),
  };
}

export function errorFacts(errors: readonly GraphQLError[]): SpanFacts {
  return { 'error.type': String(errors[0]?.extensions.code), 'civic.errors': errors.length };
}

/** Ends the span when the work settles; without a span, returns the work unchanged. */
export function during<T>(span: TraceSpan | undefined, work: Promise<T>): Promise<T> {
  return span === undefined ? work : work.finally(() => span.end());
}

/** The call with a child span, which the subgraph's spans continue. */
export function traceFetch(
  call: CallContext,
  span: TraceSpan,
  operation: FetchOperation,
  entities: number,
): CallContext {
  const name = nameIn(operation);
  const facts = {
    'civic.subgraph': operation.subgraph,
    'civic.entities': entities,
    'graphql.operation.type': operation.type,
    ...(name !== undefined && { 'graphql.operation.name': name }),
  };
  return { ...call, span: span.child(`fetch ${operation.subgraph}`, 'client', facts) };
}

function nameIn({ text }: FetchOperation): string | undefined {
  return /^\s*(?:query|mutation)\s+([_A-Za-z]\w*)/.exec(text)?.[1];
}
