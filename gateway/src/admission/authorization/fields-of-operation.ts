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
  /** The object type: a field of an interface or union appears once for each possible type. */
  readonly coordinate: string;
  readonly typeName: string;
  readonly fieldName: string;
}

/**
 * Every field that an operation can read, each once, also those that `@include` excludes; found by the walk
 * that requests use.
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
