import type { Change } from '@graphql-inspector/core';
import { type GraphQLSchema, parse } from 'graphql';
import { consumerSchema } from '../composition/consumer-schema.ts';
import { withoutSecurityPurpose } from '../graphql/security-links.ts';
import { brokenCoordinates } from './broken-coordinates.ts';

export interface SchemaChange {
  /** `dangerous`: valid operations stay valid, but an app may not expect the change. */
  readonly criticality: 'breaking' | 'dangerous' | 'nonBreaking';
  /** `Type`, `Type.field` or `Type.field(argument:)`; `null` if the schema itself has changed. */
  readonly coordinate: string | null;
  readonly message: string;
  /** Whose users it may break; empty unless it is breaking. See `brokenCoordinates`. */
  readonly breaks: readonly string[];
}

const criticalities = { BREAKING: 'breaking', DANGEROUS: 'dangerous', NON_BREAKING: 'nonBreaking' } as const;

/** Every difference that clients can see between two supergraphs, the most critical first. */
export async function schemaChanges(before: string, after: string): Promise<readonly SchemaChange[]> {
  // Loaded on demand, so that gateways do not load it.
  const { diff } = await import('@graphql-inspector/core');
  const old = schemaOf(before);
  const changes = await diff(old, schemaOf(after));
  const order = Object.values(criticalities);
  return changes
    .filter(({ type }) => !repeats(type))
    .map((change) => {
      const criticality = criticalities[change.criticality.level];
      const coordinate = coordinateOf(change);
      const breaks = criticality === 'breaking' ? brokenCoordinates(coordinate, old) : [];
      return { criticality, coordinate, message: change.message, breaks };
    })
    .sort((one, other) => order.indexOf(one.criticality) - order.indexOf(other.criticality));
}

/** The changes that can break or surprise a client of the previous supergraph. */
export async function breakingChanges(before: string, after: string): Promise<readonly SchemaChange[]> {
  const changes = await schemaChanges(before, after);
  return changes.filter(({ criticality }) => criticality !== 'nonBreaking');
}

function schemaOf(supergraphSdl: string): GraphQLSchema {
  return consumerSchema(withoutSecurityPurpose(parse(supergraphSdl, { noLocation: true })));
}

/** A path ends with the name of the argument, if there is one. */
function coordinateOf({ path, meta }: Change): string | null {
  // A deprecation's path ends with the directive.
  const [element = ''] = (path ?? '').split('.@');
  if (element === '') return null;
  const [typeName, fieldName, argumentName] = element.split('.');
  const isArgument = argumentName !== undefined && Object.values(meta).includes(argumentName);
  return isArgument ? `${typeName}.${fieldName}(${argumentName}:)` : element;
}

/** Clients see two directives, `@deprecated` and `@specifiedBy`, and each has a change of its own. */
function repeats(type: string): boolean {
  return type.startsWith('DIRECTIVE_USAGE_');
}
