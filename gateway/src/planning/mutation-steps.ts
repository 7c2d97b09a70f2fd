import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
} from 'graphql';
import { responseKeyOf } from '../lib/graphql/response-key.ts';

/**
 * Splits a mutation into one operation per root field, to run in order (GraphQL October 2021, section 6.2.2):
 * planners would read the first field's selection after the last field's write.
 * @param text a document with one operation and no fragment definitions
 * @returns the text itself where it is no mutation
 */
export function mutationSteps(text: string): string[] {
  if (!text.startsWith('mutation')) return [text];
  const document = parse(text, { noLocation: true });
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) return [text];
  const fields = new Map<string, FieldNode[]>();
  for (const field of rootFields(operation.selectionSet.selections)) {
    const key = responseKeyOf(field);
    fields.set(key, [...(fields.get(key) ?? []), field]);
  }
  return [...fields.values()].map((selections) =>
    print({ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } }),
  );
}

function rootFields(selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? rootFields(selection.selectionSet.selections) : [];
  });
}
