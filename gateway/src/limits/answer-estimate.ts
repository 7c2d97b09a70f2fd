import { PublicError } from '@civic-graph/errors';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import type { AssumedSizes } from './assumed-sizes.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A number, or what it is once the variables are known. */
type Estimate = number | ((variables: Variables) => number);

/** Lists of introspection have no `first`; these are their lengths in a schema of a few agencies. */
const introspectionLists: Readonly<Record<string, number>> = {
  '__Schema.types': 150,
  '__Schema.directives': 10,
  '__Type.fields': 4,
  '__Type.inputFields': 2,
  '__Type.enumValues': 4,
  '__Type.possibleTypes': 2,
};

/**
 * How many values the answer can have, at most, before anything is fetched: each `first` (literal, variable or
 * default), and the assumed size of a list without one, multiplies all that lies below it. Worked out once per document;
 * where `first` is a variable, the numbers are put in per request.
 *
 * @returns a check that throws PublicError OPERATION_LIMIT_EXCEEDED where the estimate is above `limit`
 */
export function answerEstimate(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  assumedSizes: AssumedSizes,
  limit: number,
): (variables: Variables) => void {
  const byFragment = new Map<string, Estimate>();
  const estimate = ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);

  return (variables) => {
    const values = typeof estimate === 'number' ? estimate : estimate(variables);
    if (values <= limit) return;
    const message =
      `The answer could have ${values} values; at most ${limit} are served. Each "first" multiplies what lies ` +
      'below it: ask for fewer at once, or for less of each.';
    throw new PublicError('OPERATION_LIMIT_EXCEEDED', message, { extensions: { limit, found: values } });
  };

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Estimate {
    return sum(selections.map((selection) => ofSelection(selection, parent)));
  }

  function ofSelection(selection: SelectionNode, parent: GraphQLNamedType | undefined): Estimate {
    switch (selection.kind) {
      case Kind.FIELD:
        return ofField(selection, parent);
      case Kind.INLINE_FRAGMENT: {
        const condition = selection.typeCondition?.name.value;
        return ofSelections(
          selection.selectionSet,
          condition === undefined ? parent : schema.getType(condition),
        );
      }
      case Kind.FRAGMENT_SPREAD:
        return ofFragment(selection.name.value);
    }
  }

  function ofFragment(name: string): Estimate {
    let known = byFragment.get(name);
    if (known === undefined) {
      const fragment = fragments.get(name);
      known = fragment
        ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
        : 0;
      byFragment.set(name, known);
    }
    return known;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Estimate {
    const field = definitionOf(node.name.value, parent);
    if (!field || !node.selectionSet) return 1;
    const below = sum([1, ofSelections(node.selectionSet, getNamedType(field.type))]);
    const coordinate = `${parent?.name}.${field.name}`;
    const size = introspectionLists[coordinate] ?? pageSize(node, field) ?? assumedSizes.get(coordinate) ?? 1;
    return times(size, below);
  }
}

function definitionOf(
  name: string,
  parent: GraphQLNamedType | undefined,
): GraphQLField<unknown, unknown> | undefined {
  if (name === '__schema') return SchemaMetaFieldDef;
  if (name === '__type') return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** The value of the argument `first`; `null` where the field has none. */
function pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>): Estimate | null {
  const argument = field.args.find(({ name }) => name === 'first');
  if (!argument) return null;
  const fallback = atLeastOne(argument.defaultValue);
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return atLeastOne(Number(value.value));
  if (value?.kind !== Kind.VARIABLE) return fallback;
  const name = value.name.value;
  return (variables) => (Object.hasOwn(variables, name) ? atLeastOne(variables[name]) : fallback);
}

function atLeastOne(value: unknown): number {
  return typeof value === 'number' && value > 1 ? value : 1;
}

function sum(parts: readonly Estimate[]): Estimate {
  let known = 0;
  const unknown: ((variables: Variables) => number)[] = [];
  for (const part of parts) {
    if (typeof part === 'number') known += part;
    else unknown.push(part);
  }
  if (unknown.length === 0) return known;
  return (variables) => unknown.reduce((total, part) => total + part(variables), known);
}

function times(factor: Estimate, below: Estimate): Estimate {
  if (typeof factor === 'number' && typeof below === 'number') return factor * below;
  return (variables) =>
    (typeof factor === 'number' ? factor : factor(variables)) *
    (typeof below === 'number' ? below : below(variables));
}
