import { possibleTypes } from '@civic-graph/supergraph/graphql';
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { PlanNode } from './plan.ts';
import { fetchesOf } from './plan-fetches.ts';

/**
 * Every field that a plan reads from subgraphs, on every possible object type, including keys and `@requires`
 * fields, without `__typename`.
 * @param schema the whole supergraph's
 */
export function fieldsRead(schema: GraphQLSchema, plan: PlanNode): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const { fetch } of fetchesOf(plan)) {
    const types = new TypeInfo(schema);
    const Field = ({ name }: { readonly name: { readonly value: string } }) => {
      // The gateway needs it to identify the object and its access rules.
      if (name.value === '__typename') return;
      for (const type of possible(types.getParentType())) fields.add(`${type}.${name.value}`);
    };
    visit(parse(fetch.text, { noLocation: true }), visitWithTypeInfo(types, { Field }));
  }
  return fields;

  function possible(type: GraphQLNamedType | null | undefined): readonly string[] {
    return possibleTypes(type, schema).map(({ name }) => name);
  }
}
