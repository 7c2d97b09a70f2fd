import { asPublicError, type ErrorCode } from '@civic-graph/errors';
import { type DocumentLimits, refuseOversized } from '@civic-graph/limits';
import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { ReadOperation } from '../../admission/authorization/fields-of-operation.ts';

export interface OperationText {
  readonly text: string;
  readonly operationName: string | null;
}

export interface ReadingContext {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
  /** Charges the text, and waits until it may be parsed. */
  readonly admit: (text: string) => Promise<unknown>;
}

export type Reading =
  | { readonly kind: 'read'; readonly operation: ReadOperation }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] };

const faults: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_LIMIT_EXCEEDED',
]);

/** Suggestions of similar names are for the console only. */
const validation = { maxErrors: 10, hideSuggestions: true };

/**
 * Parses an operation given as text, within every limit of a real request, so that a text costs no more than
 * a request.
 */
export async function readOperation(
  { text, operationName }: OperationText,
  { schema, limits, admit }: ReadingContext,
): Promise<Reading> {
  try {
    await admit(text);
    const document = parse(text, { maxTokens: limits.maxTokens });
    const errors = validate(schema, document, undefined, validation);
    if (errors.length > 0) return unreadable(errors.map(({ message }) => message));
    const operation = getOperationAST(document, operationName);
    if (!operation) return unreadable(['operationName names none of the operations.']);
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    refuseOversized(operation, new Map(fragments.map(named)), limits);
    return { kind: 'read', operation: { schema, document, operation } };
  } catch (error) {
    // A fault of the document; any other is internal.
    const known = asPublicError(error);
    if (known ? !faults.has(known.code) : !(error instanceof GraphQLError)) throw error;
    return unreadable([error instanceof Error ? error.message : String(error)]);
  }
}

function unreadable(problems: readonly string[]): Reading {
  return { kind: 'unreadable', problems };
}

function named(fragment: FragmentDefinitionNode): [string, FragmentDefinitionNode] {
  return [fragment.name.value, fragment];
}
