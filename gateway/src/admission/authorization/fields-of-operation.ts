import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { asAsked } from '../../lib/graphql/fetch-key.ts';
import { includeAll } from '../../lib/graphql/inclusion.ts';
import { filterOperation } from './filter-operation.ts';

export interface ReadOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface OperationField {
  /**
   * Of the object type: a field of an interface or a member of a union stands once for each type it can be
   * of.
   */
  readonly coordinate: string;
  readonly typeName: string;
  readonly fieldName: string;
}

/**
 * Every field that an operation can read, each once; also those that `@include` leaves out this time. What
 * counts as reached is decided by the same walk that decides it for a request.
 */
export function fieldsOfOperation({ schema, document, operation }: ReadOperation): OperationField[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const fields = new Map<string, OperationField>();
  const noting = {
    refusalOf(typeName: string, fieldName: string) {
      const coordinate = `${typeName}.${fieldName}`;
      if (!fields.has(coordinate)) fields.set(coordinate, { coordinate, typeName, fieldName });
      return null;
    },
  };
  filterOperation(schema, operation, fragments, noting, includeAll, asAsked);
  return [...fields.values()];
}
