import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  Kind,
  parse,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Plan } from '../plan.ts';
import { type FetchNode, mapFetches } from '../plan-fetches.ts';

/*
 * The gateway has to know the type of each object whose type is abstract. A planner asks for it in the
 * fetches where the planner itself needs it. Where the operation asks for it, the native planner leaves the
 * way that a `@provides` opens: it takes `__typename` for a field that is not provided.
 */

/** The plan, whose fetches ask for `__typename` of everything that is abstract. */
export function addTypenames(plan: Plan | null, schema: GraphQLSchema): Plan | null {
  if (plan === null) return null;
  const change = <Node extends FetchNode>(node: Node): Node => {
    const text = withTypenames(node.fetch.text, schema, isAbstractType);
    return text === null ? node : { ...node, fetch: { ...node.fetch, text: stripIgnoredCharacters(text) } };
  };
  if (plan.kind !== 'subscription') return mapFetches(plan, change);
  return { ...plan, primary: change(plan.primary), rest: plan.rest && mapFetches(plan.rest, change) };
}

/**
 * Adds `__typename` where a subgraph has `@interfaceObject` for the type. That subgraph cannot tell concrete
 * types, and planners ask another subgraph only if the operation selects `__typename`.
 */
export function askTypes(
  operation: string,
  schema: GraphQLSchema,
  interfaceObjects: ReadonlySet<string>,
): string {
  if (interfaceObjects.size === 0) return operation;
  // Of an interface that nothing implements, nobody knows.
  const isAsked = (type: GraphQLNamedType) =>
    isInterfaceType(type) && interfaceObjects.has(type.name) && schema.getPossibleTypes(type).length > 0;
  return withTypenames(operation, schema, isAsked) ?? operation;
}

/** `null` where nothing is missing. */
function withTypenames(
  text: string,
  schema: GraphQLSchema,
  isAsked: (type: GraphQLNamedType) => boolean,
): string | null {
  const document = parse(text, { noLocation: true });
  const types = new TypeInfo(schema);
  const changed = visit(
    document,
    visitWithTypeInfo(types, {
      Field(field) {
        const type = getNamedType(types.getType());
        if (!field.selectionSet || !type || !isAsked(type)) return undefined;
        const { selections } = field.selectionSet;
        if (selections.some(isTypename)) return undefined;
        return {
          ...field,
          selectionSet: { ...field.selectionSet, selections: [typename, ...selections] },
        };
      },
    }),
  );
  return changed === document ? null : print(changed);
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function isTypename(selection: SelectionNode): boolean {
  return (
    selection.kind === Kind.FIELD && selection.name.value === '__typename' && selection.alias === undefined
  );
}
