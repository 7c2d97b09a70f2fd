import {
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** A type whose fields objects have. */
export type TypeWithFields = GraphQLObjectType | GraphQLInterfaceType;

/**
 * Types that an object of a type can be of. An interface that nothing implements stands for itself: a
 * subgraph that sees it as an object (`@interfaceObject`) gives objects of it, and no other subgraph knows
 * what they are.
 */
export function possibleTypes(type: unknown, schema: GraphQLSchema): readonly TypeWithFields[] {
  if (isObjectType(type)) return [type];
  if (!isAbstractType(type)) return [];
  const objects = schema.getPossibleTypes(type);
  return objects.length === 0 && isInterfaceType(type) ? [type] : objects;
}

/** Whether a type condition takes in objects of a type that {@link possibleTypes} gives. */
export function takesIn(condition: string, type: string, schema: GraphQLSchema): boolean {
  if (condition === type) return true;
  const abstract = schema.getType(condition);
  const narrower = schema.getType(type);
  if (!isAbstractType(abstract) || !(isObjectType(narrower) || isInterfaceType(narrower))) return false;
  return schema.isSubType(abstract, narrower);
}
