import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type Amount, atLeastNothing, sum, times } from './amount.ts';
import type { CostDirectives } from './cost-directives.ts';
import type { Weights } from './cost-weights.ts';
import { listLength, listSizeOf } from './list-length.ts';

/** Lists of introspection have no `first`; these are their lengths in a schema of a few agencies. */
const introspectionLists: Readonly<Record<string, number>> = {
  '__Schema.types': 150,
  '__Schema.directives': 10,
  '__Type.fields': 4,
  '__Type.inputFields': 2,
  '__Type.interfaces': 1,
  '__Type.possibleTypes': 1,
  '__Type.enumValues': 2,
  '__Field.args': 1,
  '__Directive.args': 1,
};

/** A mutation costs its agency more than a query. */
export const weightOfMutation = 10;

/**
 * A selection set. A list whose length comes from an outer field (`sizedFields`) is stored per item until
 * that field is reached, so that each fragment is visited once.
 */
interface Selected {
  readonly fixed: Amount;
  /** By field name. */
  readonly items: ReadonlyMap<string, Amount>;
}

const nothing: Selected = { fixed: 0, items: new Map() };

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/**
 * Maximum cost of an operation (https://ibm.github.io/graphql-specs/cost-spec.html), computed once per
 * document in linear time; only variables are inserted per request. Sibling fragments add up, even where
 * their types exclude each other.
 * @throws PublicError BAD_USER_INPUT if a list violates its `@listSize`
 */
export function operationCost(
  { schema, operation, fragments }: CostedOperation,
  { listSizes }: CostDirectives,
  weights: Weights,
): Amount {
  const byFragment = new Map<string, Selected>();
  const root = schema.getRootType(operation.operation) ?? undefined;
  const base = operation.operation === OperationTypeNode.MUTATION ? weightOfMutation : 0;
  return sum([base, whole(ofSelections(operation.selectionSet, root))]);

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Selected {
    return added(selections.map((selection) => ofSelection(selection, parent)));
  }

  function ofSelection(selection: SelectionNode, parent: GraphQLNamedType | undefined): Selected {
    return where(inclusion(selection.directives), () => {
      switch (selection.kind) {
        case Kind.FIELD:
          return ofField(selection, parent);
        case Kind.INLINE_FRAGMENT: {
          const condition = selection.typeCondition?.name.value;
          const type = condition === undefined ? parent : schema.getType(condition);
          return ofSelections(selection.selectionSet, type);
        }
        case Kind.FRAGMENT_SPREAD:
          return ofFragment(selection.name.value);
      }
    });
  }

  function ofFragment(name: string): Selected {
    let known = byFragment.get(name);
    if (known === undefined) {
      const fragment = fragments.get(name);
      known = fragment
        ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
        : nothing;
      byFragment.set(name, known);
    }
    return known;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Selected {
    const field = fieldDefinition(node.name.value, parent);
    if (!field || !parent) return nothing;
    const coordinate = `${parent.name}.${field.name}`;
    const below = node.selectionSet ? ofSelections(node.selectionSet, getNamedType(field.type)) : nothing;
    const given = weights.arguments(parent, field, node);
    const weight = weights.instance(parent, field);
    const instance = atLeastNothing(sum([weight, whole(below)]));
    const size = listSizeOf(field, listSizes.get(coordinate));
    const isList = isListType(getNullableType(field.type));
    const usual = introspectionLists[coordinate];
    if (usual !== undefined) return closed(given, times(usual, instance));
    if (size === null) {
      return isList
        ? { fixed: atLeastNothing(given), items: new Map([[field.name, instance]]) }
        : closed(given, instance);
    }
    const length = listLength(coordinate, node, field, size);
    if (isList) return closed(given, times(length, instance));
    const sized = size === 'every list below' ? below.items : new Set(size.sizedFields);
    return closed(given, sum([weight, whole(below, (name) => (sized.has(name) ? length : 1))]));
  }
}

function closed(...parts: readonly Amount[]): Selected {
  return { ...nothing, fixed: atLeastNothing(sum(parts)) };
}

/** @param length of a list in it */
function whole({ fixed, items }: Selected, length: (name: string) => Amount = () => 1): Amount {
  return sum([fixed, ...[...items].map(([name, item]) => times(length(name), item))]);
}

function added(all: readonly Selected[]): Selected {
  const items = new Map<string, Amount[]>();
  for (const selected of all) {
    for (const [name, item] of selected.items) {
      const known = items.get(name);
      if (known) known.push(item);
      else items.set(name, [item]);
    }
  }
  return {
    fixed: sum(all.map(({ fixed }) => fixed)),
    items: new Map([...items].map(([name, each]) => [name, sum(each)])),
  };
}

/** @param factor one if it is included, zero if not */
function where(factor: Amount, select: () => Selected): Selected {
  if (factor === 0) return nothing;
  const { fixed, items } = select();
  if (factor === 1) return { fixed, items };
  return {
    fixed: times(factor, fixed),
    items: new Map([...items].map(([name, item]) => [name, times(factor, item)])),
  };
}

function inclusion(directives: readonly DirectiveNode[] = []): Amount {
  let factor: Amount = 1;
  for (const { name, arguments: given } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const wanted = name.value === 'include';
    if (value?.kind === Kind.BOOLEAN) factor = value.value === wanted ? factor : 0;
    if (value?.kind !== Kind.VARIABLE) continue;
    const variable = value.name.value;
    factor = times(factor, (variables) => ((variables[variable] === true) === wanted ? 1 : 0));
  }
  return factor;
}

export function fieldDefinition(
  name: string,
  parent: GraphQLNamedType | undefined,
): GraphQLField<unknown, unknown> | undefined {
  if (name === '__typename') return TypeNameMetaFieldDef;
  if (name === '__schema') return SchemaMetaFieldDef;
  if (name === '__type') return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
