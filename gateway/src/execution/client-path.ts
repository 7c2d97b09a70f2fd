import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FetchKeys } from '../lib/graphql/fetch-key.ts';
import { responseKeyOf } from '../lib/graphql/response-key.ts';

export type PathTrimmer = (path: readonly (string | number)[]) => (string | number)[];

/**
 * Translates an error path from fetch keys to the client's response keys. It stops at the first key that the
 * client did not ask for: an error in an entity key must not name an invisible field.
 */
export function pathTrimmer(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  fetchKey: FetchKeys,
): PathTrimmer {
  return (path) => {
    let selectionSets: SelectionSetNode[] = [operation.selectionSet];
    const trimmed: (string | number)[] = [];
    for (const step of path) {
      if (typeof step === 'number') {
        trimmed.push(step);
        continue;
      }
      const fields = selectionSets.flatMap((selectionSet) => fieldsOf(selectionSet, step));
      const [first] = fields;
      if (first === undefined) break;
      selectionSets = fields.flatMap((field) => field.selectionSet ?? []);
      trimmed.push(responseKeyOf(first));
    }
    return trimmed;
  };

  function fieldsOf(selectionSet: SelectionSetNode, key: string): FieldNode[] {
    return selectionSet.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) {
        return fetchKey(selection) === key ? [selection] : [];
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      return fragment ? fieldsOf(fragment.selectionSet, key) : [];
    });
  }
}
