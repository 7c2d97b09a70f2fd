import { PublicError } from '@civic-graph/errors';
import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import type { Variables } from '../lib/graphql/variables.ts';
import { getOwn, setOwn } from '../lib/json/own-property.ts';

export type VariableCoercion =
  | { readonly kind: 'coerced'; readonly variables: Variables }
  | { readonly kind: 'invalid'; readonly errors: readonly PublicError[] };

interface Declared {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly hasFallback: boolean;
  readonly fallback: unknown;
}

/** Same limit as in graphql-js: a list can hold a hundred thousand invalid values. */
const maxErrors = 50;

/**
 * CoerceVariableValues (GraphQL October 2021, section 6.1.2) with types and defaults computed once. For an
 * invalid value, graphql-js coerces again and words the errors.
 */
export function compileVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): (given: Variables) => VariableCoercion {
  const declared = variableDefinitions.flatMap(({ variable, type: node, defaultValue }): Declared[] => {
    // `typeFromAST` is typed for output types too; validation has refused those.
    const type: unknown = typeFromAST(schema, node as never);
    if (!isInputType(type)) return [];
    const name = variable.name.value;
    const fallback = defaultValue && valueFromAST(defaultValue, type);
    return [{ name, type, hasFallback: defaultValue !== undefined, fallback }];
  });

  return (given) => {
    const variables: Record<string, unknown> = {};
    let fits = declared.length === variableDefinitions.length;
    const misfit = () => {
      fits = false;
    };
    for (const { name, type, hasFallback, fallback } of declared) {
      if (!Object.hasOwn(given, name)) {
        if (hasFallback) setOwn(variables, name, fallback);
        else if (isNonNullType(type)) misfit();
        continue;
      }
      const value = getOwn(given, name);
      if (value === null && isNonNullType(type)) misfit();
      else setOwn(variables, name, value === null ? null : coerceInputValue(value, type, misfit));
    }
    return fits ? { kind: 'coerced', variables } : reasonsOf(given);
  };

  function reasonsOf(given: Variables): VariableCoercion {
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, { ...given }, { maxErrors });
    if (coerced) return { kind: 'coerced', variables: coerced };
    return {
      kind: 'invalid',
      errors: errors.map(
        (error) => new PublicError('BAD_USER_INPUT', error.message, { nodes: error.nodes ?? null }),
      ),
    };
  }
}
