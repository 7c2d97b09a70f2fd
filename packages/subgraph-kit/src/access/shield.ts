import { createRequire } from 'node:module';
import { PublicError } from '@civic-graph/errors';
import type { FieldRequirements, SchemaRequirements } from '@civic-graph/policy';
import type { GraphQLSchema } from 'graphql';
import type { IMiddlewareFieldMap, IMiddlewareTypeMap } from 'graphql-middleware';
import type { SubgraphContext } from '../context.ts';
import { judge } from './judge.ts';
import { type Resources, resourceOf } from './resources.ts';

/*
 * graphql-shield fails open in several ways; all are contained in this file.
 *
 * - Its ES module does not load on Node 24, which lacks util.isUndefined. Its CommonJS build does, but
 *   `chain` and `race` would call the missing function, so they are not used.
 * - A thrown error is masked, even with allowExternalErrors; a returned one keeps its code. So rules return
 *   errors.
 * - An undefined rule drops the rules of its whole type. The map is generated, so it has no gaps.
 * - It wraps every field. Here only fields with a rule stay wrapped, which makes a large answer ten times
 *   faster; readSchemaRequirements has already proved that no field is missing.
 * - Its caches key on the rule's name, not on the object, so rules use no_cache.
 */
const require = createRequire(import.meta.url);
const { rule, shield } = require('graphql-shield') as typeof import('graphql-shield');
const { applyMiddleware } = require('graphql-middleware') as typeof import('graphql-middleware');

type Rule = ReturnType<ReturnType<typeof rule>>;

/** Returns a schema whose guarded fields refuse before their resolver runs. */
export function shieldSchema(
  schema: GraphQLSchema,
  requirements: SchemaRequirements,
  resources: Resources,
): GraphQLSchema {
  const rules: Record<string, Record<string, Rule>> = {};
  for (const [typeName, fields] of requirements.fields) {
    rules[typeName] = Object.fromEntries(
      [...fields].map(([name, guard]) => [name, fieldRule(typeName, name, guard, resources)]),
    );
  }
  const wrapped = shield(rules, { fallbackError }).generate(schema) as IMiddlewareTypeMap;
  return applyMiddleware(schema, onlyGuarded(wrapped, requirements));
}

/**
 * Passes a resolver's error on for masking. `null` means that a rule itself failed. With allowExternalErrors,
 * shield would return a thrown string as the field's value.
 */
function fallbackError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new PublicError('INTERNAL_SERVER_ERROR');
}

function fieldRule(
  typeName: string,
  fieldName: string,
  guard: FieldRequirements,
  resources: Resources,
): Rule {
  const coordinate = `${typeName}.${fieldName}`;
  return rule(coordinate, { cache: 'no_cache' })((parent: unknown, _args, { principal }: SubgraphContext) => {
    const resource = resourceOf(resources, typeName, parent);
    return (
      judge(guard.ofParent, principal, resource, coordinate) ??
      judge(guard.ofResult, principal, undefined, coordinate) ??
      true
    );
  });
}

function onlyGuarded(wrapped: IMiddlewareTypeMap, requirements: SchemaRequirements): IMiddlewareTypeMap {
  const guarded: IMiddlewareTypeMap = {};
  for (const [typeName, fields] of requirements.fields) {
    const all = wrapped[typeName] as IMiddlewareFieldMap;
    guarded[typeName] = Object.fromEntries(
      [...fields.keys()].map((name) => {
        const middleware = all[name];
        if (middleware === undefined) throw new Error(`${typeName}.${name} is not shielded`);
        return [name, middleware];
      }),
    );
  }
  return guarded;
}
