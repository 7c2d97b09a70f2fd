import { PublicError } from '@civic-graph/errors';
import type { DocumentLimits } from '@civic-graph/limits';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  type SelectionNode,
} from 'graphql';

/**
 * Rejects a subscription whose root field depends on a variable (GraphQL September 2025, section 5.2.4.1):
 * graphql-js 16 throws during validation, which would look like an internal error.
 * @throws PublicError GRAPHQL_VALIDATION_FAILED
 */
export function refuseConditionalSubscription({ definitions }: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (definition.operation !== OperationTypeNode.SUBSCRIPTION) continue;
    if (!definition.selectionSet.selections.some(isConditional(fragments, new Set()))) continue;
    const message = 'The field of a subscription cannot depend on a variable.';
    throw new PublicError('GRAPHQL_VALIDATION_FAILED', message);
  }
}

/** The same for an unparsed document; a syntax error is left to the parser. */
export function refuseConditionalSubscriptionIn(text: string, { maxTokens }: DocumentLimits): void {
  if (!text.includes('subscription')) return;
  try {
    refuseConditionalSubscription(parse(text, { maxTokens, noLocation: true }));
  } catch (error) {
    if (error instanceof PublicError || !(error instanceof GraphQLError)) throw error;
  }
}

function isConditional(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: Set<string>,
): (selection: SelectionNode) => boolean {
  const isOne = (selection: SelectionNode): boolean => {
    const depends = selection.directives?.some(
      ({ name, arguments: given }) =>
        (name.value === 'skip' || name.value === 'include') &&
        given?.some(({ value }) => value.kind === Kind.VARIABLE),
    );
    if (depends) return true;
    if (selection.kind === Kind.FIELD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet.selections.some(isOne);
    const name = selection.name.value;
    if (seen.has(name)) return false;
    seen.add(name);
    return fragments.get(name)?.selectionSet.selections.some(isOne) ?? false;
  };
  return isOne;
}
