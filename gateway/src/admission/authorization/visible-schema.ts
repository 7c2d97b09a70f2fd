import type { Principal, Requirement } from '@civic-graph/policy';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import { filterSchema, pruneSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { accessOf } from './access.ts';
import { rightsKey, rightsQuestion } from './rights.ts';

/**
 * Schemas cached for a supergraph and its contracts together, because each takes megabytes. Building one
 * takes some ten milliseconds, and there are few combinations of rights.
 */
const maxSchemas = 32;

const bySchema = new WeakMap<GraphQLSchema, (principal: Principal) => GraphQLSchema>();
/** By the policy index, which a supergraph shares with its contracts. */
const byIndex = new WeakMap<PolicyIndex, LRUCache<string, GraphQLSchema>>();
let schemas = 0;

/**
 * The schema for introspection: fields that the caller may read and the types that they reach. It need not be
 * valid: an interface may have a field that one of its types lacks.
 * @param index of the same supergraph as `schema`
 */
export function visibleSchema(
  schema: GraphQLSchema,
  index: PolicyIndex,
  principal: Principal,
): GraphQLSchema {
  let visibleFor = bySchema.get(schema);
  if (visibleFor === undefined) {
    visibleFor = byRights(schema, index);
    bySchema.set(schema, visibleFor);
  }
  return visibleFor(principal);
}

function byRights(schema: GraphQLSchema, index: PolicyIndex): (principal: Principal) => GraphQLSchema {
  const question = rightsQuestion(requirementsIn(index));
  const rootNames = {
    Query: schema.getQueryType()?.name ?? '',
    Mutation: schema.getMutationType()?.name ?? '',
    Subscription: schema.getSubscriptionType()?.name ?? '',
  };
  const known = byIndex.get(index) ?? new LRUCache<string, GraphQLSchema>({ max: maxSchemas });
  byIndex.set(index, known);
  schemas += 1;
  const number = schemas;
  return (principal) => {
    const key = `${number} ${rightsKey(question, principal)}`;
    let visible = known.get(key);
    if (visible === undefined) {
      visible = schemaFor(principal);
      known.set(key, visible);
    }
    return visible;
  };

  function schemaFor(principal: Principal): GraphQLSchema {
    const access = accessOf(index, principal);
    const isVisible = (typeName: string, fieldName: string) => access.refusalOf(typeName, fieldName) === null;
    const filtered = filterSchema({
      schema,
      rootFieldFilter: (operation, fieldName) => isVisible(rootNames[operation], fieldName),
      objectFieldFilter: isVisible,
      interfaceFieldFilter: isVisible,
    });
    return pruneSchema(filtered);
  }
}

/** Every requirement that guards some field of the schema. */
export function requirementsIn(index: PolicyIndex): Set<Requirement> {
  const all = new Set<Requirement>();
  for (const coordinate of index.coordinates) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    for (const requirement of index.requirementsOf(typeName, fieldName)) all.add(requirement);
  }
  return all;
}
