import type { DataClass, Requirement } from '@civic-graph/policy';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { fieldsOfOperation, type ReadOperation } from './fields-of-operation.ts';
import { type FieldName, recommendedFields } from './recommended-fields.ts';

/** One field of an operation and its requirements, independent of the caller. */
export interface FieldNeeds {
  readonly coordinate: string;
  readonly description: string | null;
  readonly dataClass: DataClass | null;
  /** The subgraphs that resolve it. */
  readonly owners: readonly string[];
  /** All must hold. */
  readonly requirements: readonly Requirement[];
  /** Fields that reveal less, as its agency recommends. */
  readonly alternatives: readonly FieldInWords[];
}

/** A field for people who decide whether to read it. */
export type FieldInWords = Pick<FieldNeeds, 'coordinate' | 'description' | 'dataClass'>;

/** The requirements of an operation, for tools that decide before it runs. */
export function operationNeeds(operation: ReadOperation, index: PolicyIndex): FieldNeeds[] {
  const { schema } = operation;
  const recommended = recommendedFields(schema);
  return fieldsOfOperation(operation).flatMap(({ coordinate, typeName, fieldName }) => {
    const requirements = index.requirementsOf(typeName, fieldName);
    if (fieldName === '__typename' && requirements.length === 0) return [];
    const owners = index.ownersOf(typeName, fieldName);
    // Another agency's description must not speak for this one.
    const isOfTheSame = (each: FieldName) =>
      String(index.ownersOf(each.typeName, each.fieldName)) === String(owners);
    const alternatives = (recommended.get(coordinate) ?? [])
      .filter(isOfTheSame)
      .map((each) => inWords(schema, index, each));
    return [
      {
        ...inWords(schema, index, { typeName, fieldName }),
        owners,
        requirements,
        alternatives,
      },
    ];
  });
}

function inWords(
  schema: GraphQLSchema,
  index: PolicyIndex,
  { typeName, fieldName }: FieldName,
): FieldInWords {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  return {
    coordinate: `${typeName}.${fieldName}`,
    description: field?.description ?? null,
    dataClass: index.classOf(typeName, fieldName) ?? null,
  };
}
