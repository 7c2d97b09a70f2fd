import { PolicyError, type Requirement, type Resource, type SchemaRequirements } from '@civic-graph/policy';
import type { GraphQLSchema } from 'graphql';

/**
 * Type -> owner of an object. The parent is the model of the subgraph, or the reference that the gateway
 * sent.
 */
export type Resources = Readonly<Record<string, (parent: never) => Resource | null | undefined>>;

/**
 * Returns the resource of an object; `undefined` for a root type. An object without an owner belongs to
 * nobody, so `owner` never holds by omission.
 */
export function resourceOf(resources: Resources, typeName: string, parent: unknown): Resource | undefined {
  const read = Object.hasOwn(resources, typeName) ? resources[typeName] : undefined;
  return read === undefined ? undefined : (read(parent as never) ?? {});
}

/** @throws PolicyError if a type has the policy `owner` but no entry here */
export function refuseMissingResources(
  requirements: SchemaRequirements,
  resources: Resources,
  schema: GraphQLSchema,
): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const rootNames = new Set(roots.map((root) => root?.name));
  for (const [typeName, fields] of requirements.fields) {
    if (rootNames.has(typeName) || Object.hasOwn(resources, typeName)) continue;
    for (const [fieldName, { ofParent }] of fields) {
      if (ofParent.some(namesOwner)) {
        throw new PolicyError(
          `${typeName}.${fieldName}: the policy "owner" needs an entry resources.${typeName} that returns the owner of an object`,
        );
      }
    }
  }
}

function namesOwner(requirement: Requirement): boolean {
  return requirement.policies?.some((alternative) => alternative.includes('owner')) ?? false;
}
