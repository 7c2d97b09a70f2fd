import {
  type FieldNode,
  type GraphQLNamedType,
  getNamedType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import type { Variables } from '../../lib/graphql/variables.ts';
import { amountFor } from './amount.ts';
import type { Weights } from './cost-weights.ts';
import { type CostedOperation, fieldDefinition, weightOfMutation } from './operation-cost.ts';

interface Asked {
  readonly parent: GraphQLNamedType;
  readonly node: FieldNode;
}

/**
 * The cost of an answer by the objects in it, with the weights of the estimate. Where sibling fragments
 * select several fields under one key, the most expensive counts.
 */
export function actualCost(
  { schema, operation, fragments }: CostedOperation,
  weights: Weights,
  variables: Variables,
  data: unknown,
): number {
  const root = schema.getRootType(operation.operation);
  const base = operation.operation === OperationTypeNode.MUTATION ? weightOfMutation : 0;
  return root ? base + ofObject(data, [[operation.selectionSet, root]]) : base;

  function ofObject(
    value: unknown,
    sets: readonly (readonly [SelectionSetNode, GraphQLNamedType])[],
  ): number {
    if (typeof value !== 'object' || value === null) return 0;
    const asked = new Map<string, Asked[]>();
    const seen = new Set<string>();
    for (const [set, parent] of sets) collect(set, parent, asked, seen);
    let total = 0;
    for (const [key, fields] of asked) {
      if (Object.hasOwn(value, key)) total += ofField(Reflect.get(value, key), fields);
    }
    return total;
  }

  function ofField(value: unknown, asked: readonly Asked[]): number {
    let [weight, given] = [0, 0];
    const below: [SelectionSetNode, GraphQLNamedType][] = [];
    for (const { parent, node } of asked) {
      const field = fieldDefinition(node.name.value, parent);
      if (!field) continue;
      weight = Math.max(weight, weights.instance(parent, field));
      given = Math.max(given, amountFor(weights.arguments(parent, field, node), variables));
      if (node.selectionSet) below.push([node.selectionSet, getNamedType(field.type)]);
    }
    return given + ofInstances(value);

    function ofInstances(instance: unknown): number {
      if (Array.isArray(instance)) return instance.reduce((sum: number, item) => sum + ofInstances(item), 0);
      return instance === null ? 0 : weight + ofObject(instance, below);
    }
  }

  function collect(
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType,
    asked: Map<string, Asked[]>,
    seen: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = responseKeyOf(selection);
        const known = asked.get(key);
        if (known) known.push({ parent, node: selection });
        else asked.set(key, [{ parent, node: selection }]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (seen.has(selection.name.value)) continue;
        seen.add(selection.name.value);
      }
      const condition = fragment.typeCondition?.name.value;
      const type = condition === undefined ? parent : schema.getType(condition);
      if (type) collect(fragment.selectionSet, type, asked, seen);
    }
  }
}
