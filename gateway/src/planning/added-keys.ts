import { type FragmentDefinitionNode, Kind, parse, type SelectionNode } from 'graphql';
import { responseKeyOf } from '../lib/graphql/response-key.ts';

/** Response keys at the root of a fetch. */
export function rootKeys(text: string): string[] {
  const { selections, fragments } = readOperation(text);
  return keysOf(selections, fragments);
}

/** Response keys directly on the entities of the field `responseKey` of a fetch. */
export function addedKeys(text: string, responseKey: string): string[] {
  const { selections, fragments } = readOperation(text);
  const entities = selections.find(
    (selection) => selection.kind === Kind.FIELD && responseKeyOf(selection) === responseKey,
  );
  return keysOf(entities?.kind === Kind.FIELD ? (entities.selectionSet?.selections ?? []) : [], fragments);
}

interface ReadOperation {
  readonly selections: readonly SelectionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

function readOperation(text: string): ReadOperation {
  const { definitions } = parse(text, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const selections = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [],
  );
  return { selections, fragments };
}

function keysOf(selections: readonly SelectionNode[], fragments: ReadOperation['fragments']): string[] {
  const keys = selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [responseKeyOf(selection)];
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    return fragment ? keysOf(fragment.selectionSet.selections, fragments) : [];
  });
  return [...new Set(keys)].filter((key) => key !== '__typename');
}
