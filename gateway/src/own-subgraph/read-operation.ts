import { asPublicError } from '@civic-graph/errors';
import { type DocumentLimits, refuseOversized, refuseOversizedDocument } from '@civic-graph/limits';
import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { ReadOperation } from '../authorization/fields-of-operation.ts';

export interface OperationText {
  readonly text: string;
  readonly operationName: string | null;
}

export interface ReadingContext {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
}

export type Reading =
  | { readonly kind: 'read'; readonly operation: ReadOperation }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] };

/** Names that are like one that the schema does not have are for the console, not for everybody. */
const validation = { maxErrors: 10, hideSuggestions: true };

/**
 * Reads an operation that came as text. It is held to every limit that it would be held to if it were run, so that a
 * text costs no more than a request.
 */
export function readOperation(
  { text, operationName }: OperationText,
  { schema, limits }: ReadingContext,
): Reading {
  try {
    refuseOversizedDocument(text, limits);
    const document = parse(text, { maxTokens: limits.maxTokens });
    const errors = validate(schema, document, undefined, validation);
    if (errors.length > 0) return unreadable(errors.map(({ message }) => message));
    const operation = getOperationAST(document, operationName);
    if (!operation) return unreadable(['operationName names none of the operations.']);
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    refuseOversized(operation, new Map(fragments.map(named)), limits);
    return { kind: 'read', operation: { schema, document, operation } };
  } catch (error) {
    // The document's own fault; anything else is ours.
    if (!(error instanceof GraphQLError) && asPublicError(error) === undefined) throw error;
    return unreadable([error instanceof Error ? error.message : String(error)]);
  }
}

function unreadable(problems: readonly string[]): Reading {
  return { kind: 'unreadable', problems };
}

function named(fragment: FragmentDefinitionNode): [string, FragmentDefinitionNode] {
  return [fragment.name.value, fragment];
}
