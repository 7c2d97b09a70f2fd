import type { Change } from '@graphql-inspector/core';
import { type GraphQLSchema, parse } from 'graphql';
import { consumerSchema } from '../composition/consumer-schema.ts';
import { withoutSecurityPurpose } from '../graphql/security-links.ts';

export interface SchemaChange {
  /** `dangerous`: valid operations stay valid, and an app may still not expect it. */
  readonly criticality: 'breaking' | 'dangerous' | 'nonBreaking';
  /** `Type`, `Type.field` or `Type.field(argument:)`; `null` where the schema itself has changed. */
  readonly coordinate: string | null;
  readonly message: string;
}

const criticalities = { BREAKING: 'breaking', DANGEROUS: 'dangerous', NON_BREAKING: 'nonBreaking' } as const;

/** Every difference that clients can see between two supergraphs, the most critical first. */
export async function schemaChanges(before: string, after: string): Promise<readonly SchemaChange[]> {
  // Loaded when it is needed, so that gateways do not load it.
  const { diff } = await import('@graphql-inspector/core');
  const changes = await diff(schemaOf(before), schemaOf(after));
  const order = Object.values(criticalities);
  return changes
    .map((change) => ({
      criticality: criticalities[change.criticality.level],
      coordinate: coordinateOf(change),
      message: change.message,
    }))
    .sort((one, other) => order.indexOf(one.criticality) - order.indexOf(other.criticality));
}

/** The changes that can break a client of the supergraph before, or surprise it. */
export async function breakingChanges(before: string, after: string): Promise<readonly SchemaChange[]> {
  const changes = await schemaChanges(before, after);
  return changes.filter(({ criticality }) => criticality !== 'nonBreaking');
}

function schemaOf(supergraphSdl: string): GraphQLSchema {
  return consumerSchema(withoutSecurityPurpose(parse(supergraphSdl, { noLocation: true })));
}

/** A path has the name of an argument as one more part. */
function coordinateOf({ path, meta }: Change): string | null {
  if (path === undefined || path === '') return null;
  const [typeName, fieldName, argumentName] = path.split('.');
  const isArgument = argumentName !== undefined && Object.values(meta).includes(argumentName);
  return isArgument ? `${typeName}.${fieldName}(${argumentName}:)` : path;
}
