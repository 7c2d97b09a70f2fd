import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Data, Item, State } from './data.ts';

export type Monolith = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult>;

/** One graphql-js server over the same data. If `denied`, guarded fields fail. */
export function createMonolith(schema: GraphQLSchema, data: Data, denied: boolean): Monolith {
  const fieldResolver: GraphQLFieldResolver<Item | undefined, State> = (source, args, state, info) => {
    const item = source ?? { type: info.parentType.name, number: 0 };
    const field = data.field(item.type, info.fieldName);
    if (denied && field.guard !== null) throw new GraphQLError('denied');
    const required =
      field.source.kind === 'requires' ? data.required(item, field.source.selection, state) : null;
    return data.value(item, field, args, state, required);
  };
  return async (document, variableValues) =>
    execute({
      schema,
      document,
      variableValues,
      contextValue: new Map(),
      fieldResolver,
      typeResolver: ({ type }: Item) => type,
    });
}
