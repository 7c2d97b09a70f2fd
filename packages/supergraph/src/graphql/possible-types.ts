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
 * Possible object types of a type. An interface without implementers counts as one, because a subgraph with
 * `@interfaceObject` returns objects of it.
 */
export function possibleTypes(type: unknown, schema: GraphQLSchema): readonly TypeWithFields[] {
  if (isObjectType(type)) return [type];
  if (!isAbstractType(type)) return [];
  const objects = schema.getPossibleTypes(type);
  return objects.length === 0 && isInterfaceType(type) ? [type] : objects;
}

/** Whether a type condition matches objects of a type from {@link possibleTypes}. */
export function takesIn(condition: string, type: string, schema: GraphQLSchema): boolean {
  if (condition === type) return true;
  const abstract = schema.getType(condition);
  const narrower = schema.getType(type);
  if (!isAbstractType(abstract) || !(isObjectType(narrower) || isInterfaceType(narrower))) return false;
  return schema.isSubType(abstract, narrower);
}
