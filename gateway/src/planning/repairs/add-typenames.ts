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
 * The gateway needs the type of each abstract object, but the native planner, when asked for `__typename`,
 * leaves the path of a `@provides`.
 */

/** Adds `__typename` of everything abstract to the plan's fetches. */
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
 * Adds `__typename` if a subgraph has `@interfaceObject` for the type: it cannot name concrete types, and
 * planners call another subgraph only if the operation selects `__typename`.
 */
export function askTypes(
  operation: string,
  schema: GraphQLSchema,
  interfaceObjects: ReadonlySet<string>,
): string {
  if (interfaceObjects.size === 0) return operation;
  // An interface without implementers has no concrete type.
  const isAsked = (type: GraphQLNamedType) =>
    isInterfaceType(type) && interfaceObjects.has(type.name) && schema.getPossibleTypes(type).length > 0;
  return withTypenames(operation, schema, isAsked) ?? operation;
}

/** `null` if nothing is missing. */
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
