import { consumerSchema } from '@civic-graph/supergraph';
import { withoutSecurityPurpose } from '@civic-graph/supergraph/graphql';
import { type GraphQLSchema, parse, validate } from 'graphql';
import type { ApprovedOperation } from './approved-operations.ts';

export interface OperationsToValidate {
  /** SDL in force. */
  readonly before: string;
  /** SDL with the release. */
  readonly after: string;
  readonly operations: readonly ApprovedOperation[];
}

/** An operation that the release breaks. */
export interface BrokenOperation extends Omit<ApprovedOperation, 'text'> {
  /** First reason, in the words of the validator. */
  readonly reason: string;
}

/** The operations that are valid now, and would not be. */
export function brokenOperations({ before, after, operations }: OperationsToValidate): BrokenOperation[] {
  const [old, next] = [schemaOf(before), schemaOf(after)];
  const reasons = new Map<string, string | null>();
  return operations.flatMap(({ text, ...operation }) => {
    // Apps of one platform often have the same operations.
    const known = reasons.get(text);
    const reason = known === undefined ? reasonFor(text, old, next) : known;
    reasons.set(text, reason);
    return reason === null ? [] : [{ ...operation, reason }];
  });
}

function reasonFor(text: string, before: GraphQLSchema, after: GraphQLSchema): string | null {
  const document = parse(text, { noLocation: true });
  const [problem] = validate(after, document, undefined, { maxErrors: 1, hideSuggestions: true });
  if (problem === undefined || validate(before, document).length > 0) return null;
  return problem.message;
}

function schemaOf(supergraphSdl: string): GraphQLSchema {
  return consumerSchema(withoutSecurityPurpose(parse(supergraphSdl, { noLocation: true })));
}
