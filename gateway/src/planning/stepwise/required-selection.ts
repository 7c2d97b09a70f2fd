import { createHash } from 'node:crypto';
import { Kind, print, type SelectionNode, type SelectionSetNode } from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import type { RequiredSelection } from '../plan.ts';

/**
 * The selection of a `@requires`, each call with arguments under its own key, because other fields use other
 * arguments.
 */
export function underOwnKeys(set: SelectionSetNode): SelectionSetNode {
  const selections = set.selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return { ...selection, selectionSet: underOwnKeys(selection.selectionSet) };
    }
    const { name, arguments: given = [], selectionSet } = selection;
    const below = selectionSet ? { ...selection, selectionSet: underOwnKeys(selectionSet) } : selection;
    if (given.length === 0) return below;
    const hash = createHash('sha256').update(given.map(print).join()).digest('hex').slice(0, 12);
    // Starts no field of a schema and no alias of a client's field.
    return { ...below, alias: { kind: Kind.NAME, value: `_call_${hash}_${name.value}` } };
  });
  return { ...set, selections };
}

/** The same as a representation carries it. */
export function requiredSelections({ selections }: SelectionSetNode): RequiredSelection[] {
  return selections.flatMap((selection): RequiredSelection[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const typeCondition = selection.typeCondition?.name.value ?? null;
      return [{ kind: 'fragment', typeCondition, selections: requiredSelections(selection.selectionSet) }];
    }
    return [
      {
        kind: 'field',
        name: selection.name.value,
        responseKey: responseKeyOf(selection),
        selections: selection.selectionSet ? requiredSelections(selection.selectionSet) : null,
      },
    ];
  });
}
