import { type GraphQLSchema, isObjectType } from 'graphql';

export interface FieldName {
  readonly typeName: string;
  readonly fieldName: string;
}

/** A field of the same type, or `Type.field`. */
const preference = /Prefer it to `(?:(?<type>\w+)\.)?(?<field>\w+)`/g;

const bySchema = new WeakMap<GraphQLSchema, ReadonlyMap<string, readonly FieldName[]>>();

/**
 * The fields that agencies recommend instead of others: a description that says "Prefer it to `notices`"
 * recommends its field instead of `notices`. @returns them by the coordinate of the other field
 */
export function recommendedFields(schema: GraphQLSchema): ReadonlyMap<string, readonly FieldName[]> {
  // Every description of the graph is read, so once for each schema rather than for each operation.
  const known = bySchema.get(schema);
  if (known !== undefined) return known;
  const recommended = readDescriptions(schema);
  bySchema.set(schema, recommended);
  return recommended;
}

function readDescriptions(schema: GraphQLSchema): ReadonlyMap<string, readonly FieldName[]> {
  const recommended = new Map<string, FieldName[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const { name: fieldName, description } of Object.values(type.getFields())) {
      for (const { groups } of description?.matchAll(preference) ?? []) {
        const coordinate = `${groups?.type ?? type.name}.${groups?.field}`;
        recommended.set(coordinate, [
          ...(recommended.get(coordinate) ?? []),
          { typeName: type.name, fieldName },
        ]);
      }
    }
  }
  return recommended;
}
