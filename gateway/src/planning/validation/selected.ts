import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import { PlanError } from '../planner.ts';

/** An operation or a plan's fetch, with its fragments. */
export interface Selected {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** @throws PlanError if the document has no operation */
export function readSelected(text: string): Selected {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of parse(text, { noLocation: true }).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  if (!operation) throw new PlanError('A fetch of the plan has no operation');
  return { operation, fragments };
}

/** A fetch's selection on the entities under one of its response keys. */
export function entitiesOf({ operation }: Selected, responseKey: string): SelectionSetNode | undefined {
  const entities = operation.selectionSet.selections.find(
    (selection) => selection.kind === Kind.FIELD && responseKeyOf(selection) === responseKey,
  );
  return entities?.kind === Kind.FIELD ? entities.selectionSet : undefined;
}

/** The type condition of a fragment, and its selection. */
export function fragmentOf(
  selection: Exclude<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>,
  { fragments }: Selected,
): [string | null, SelectionSetNode] {
  const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
  if (!fragment) throw new PlanError('A fetch of the plan uses a fragment that it does not define');
  return [fragment.typeCondition?.name.value ?? null, fragment.selectionSet];
}
