import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Inclusion, narrow } from './inclusion.ts';

/** A selection set and when it counts. Several of them make up the selection of one object. */
export interface Selected {
  readonly selectionSet: SelectionSetNode;
  readonly inclusion: Inclusion;
}

export interface SelectedField {
  readonly node: FieldNode;
  readonly inclusion: Inclusion;
  /** Position among all selections of the object: a field stands in the answer where it is first included. */
  readonly at: number;
}

/**
 * GraphQL's CollectFields (October 2021, section 6.3.2) for one object type, before variables are known: response
 * key -> the field nodes that may supply it, each with its own condition.
 */
export function collectFields(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  type: GraphQLObjectType,
  selected: readonly Selected[],
): ReadonlyMap<string, readonly SelectedField[]> {
  const fields = new Map<string, SelectedField[]>();
  let count = 0;
  for (const { selectionSet, inclusion } of selected) collect(selectionSet, inclusion);
  return fields;

  function collect(selectionSet: SelectionSetNode, outer: Inclusion): void {
    for (const selection of selectionSet.selections) {
      const inclusion = narrow(outer, selection.directives);
      if (inclusion === null) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const field = { node: selection, inclusion, at: count++ };
        const nodes = fields.get(key);
        if (nodes) nodes.push(field);
        else fields.set(key, [field]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value)) collect(fragment.selectionSet, inclusion);
    }
  }

  function applies(typeCondition: string | undefined): boolean {
    if (typeCondition === undefined || typeCondition === type.name) return true;
    const condition = schema.getType(typeCondition);
    return isAbstractType(condition) && schema.isSubType(condition, type);
  }
}
