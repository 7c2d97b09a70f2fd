import { type FieldNode, type GraphQLSchema, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import type { Path } from '../plan.ts';
import { fragmentOf, type Selected } from '../validation/selected.ts';
import { isOf } from '../validation/supplied-places.ts';

export type SelectedOfMember = (member: string, fetched: SelectionSetNode) => SelectionSetNode;

/**
 * Returns a fetch's selection without fields that the operation asks only of other members.
 * @param needed response keys that fetches of the plan read; these always stay
 */
export function selectedOfMembers(
  asked: Selected,
  paths: readonly Path[],
  needed: ReadonlySet<string>,
  schema: GraphQLSchema,
): SelectedOfMember {
  const sets = paths.flatMap((path) => setsAt(path));
  const ofAny = fieldsOf(sets, null);
  return (member, fetched) => only(fetched, fieldsOf(sets, [member]), ofAny);

  /** Empty if the plan renames fields. */
  function setsAt(path: Path): SelectionSetNode[] {
    let reached: SelectionSetNode[] = [asked.operation.selectionSet];
    let types: readonly string[] | null = null;
    for (const segment of path) {
      if (segment.kind === 'types') types = segment.names;
      if (segment.kind !== 'field') continue;
      reached = below(fieldsOf(reached, types), segment.name);
      types = null;
    }
    return reached;
  }

  /** @param types of the selected objects; `null` for any */
  function fieldsOf(within: readonly SelectionSetNode[], types: readonly string[] | null): FieldNode[] {
    return within.flatMap(({ selections }) =>
      selections.flatMap((selection) => {
        if (selection.kind === Kind.FIELD) return [selection];
        const [condition, inner] = fragmentOf(selection, asked);
        return types === null || types.some((type) => isOf(type, condition, schema))
          ? fieldsOf([inner], types)
          : [];
      }),
    );
  }

  function only(
    { selections }: SelectionSetNode,
    ofMember: readonly FieldNode[],
    ofAny: readonly FieldNode[],
  ): SelectionSetNode {
    const remaining = selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const selectionSet = only(selection.selectionSet, ofMember, ofAny);
        return selectionSet.selections.length > 0 ? [{ ...selection, selectionSet }] : [];
      }
      const key = responseKeyOf(selection);
      if (!needed.has(key) && !hasKey(ofMember, key) && hasKey(ofAny, key)) return [];
      if (selection.selectionSet === undefined) return [selection];
      const inner = fieldsOf(below(ofMember, key), null);
      const innerOfAny = fieldsOf(below(ofAny, key), null);
      const selectionSet = only(selection.selectionSet, inner, innerOfAny);
      return [selectionSet.selections.length > 0 ? { ...selection, selectionSet } : selection];
    });
    return { kind: Kind.SELECTION_SET, selections: remaining };
  }
}

/** The selections of the fields under a key. */
function below(fields: readonly FieldNode[], key: string): SelectionSetNode[] {
  return fields.flatMap((field) =>
    responseKeyOf(field) === key && field.selectionSet ? [field.selectionSet] : [],
  );
}

function hasKey(fields: readonly FieldNode[], key: string): boolean {
  return fields.some((field) => responseKeyOf(field) === key);
}
