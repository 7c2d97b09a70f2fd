import type { EntityFetchNode, Plan, RequiredSelection } from '../../../gateway/src/planning/plan.ts';
import type { Feature } from './coverage.ts';

/** Kinds of keys with which the fetches of a plan resolve entities. */
export function* keysOfPlan(plan: Plan | null): Iterable<Feature> {
  for (const { inputs } of entityFetches(plan)) {
    for (const { requires } of inputs) yield* keysIn(requires);
  }
}

function* entityFetches(node: Plan | null): Iterable<EntityFetchNode> {
  switch (node?.kind) {
    case 'entities':
      yield node;
      return;
    case 'sequence':
    case 'parallel':
      for (const each of node.nodes) yield* entityFetches(each);
      return;
    case 'condition':
      yield* entityFetches(node.whenTrue);
      yield* entityFetches(node.whenFalse);
  }
}

/** Of an entity with key fields as `lay-out-entities.ts` names them; other fields are for `@requires`. */
function* keysIn(selections: readonly RequiredSelection[]): Iterable<Feature> {
  const names = new Set<string>();
  for (const selection of selections) {
    if (selection.kind === 'fragment') yield* keysIn(selection.selections);
    else names.add(selection.name);
  }
  if (names.has('ref')) yield 'key with nested fields';
  if (names.has('twin')) yield 'key through another entity';
  if (names.has('high') || (names.has('id') && names.has('code'))) yield 'key with two fields';
  else if (names.has('id') || names.has('code')) yield 'key with one field';
}
