import { type GraphQLSchema, parse } from 'graphql';
import { consumerSchema } from '../composition/consumer-schema.ts';
import { possibleTypes } from '../graphql/possible-types.ts';
import { withoutSecurityPurpose } from '../graphql/security-links.ts';
import { buildPolicyIndex, type PolicyIndex } from '../policy-index/policy-index.ts';

/** The fields of a supergraph that a client can select, with their guards. */
export interface ReadableFields {
  readonly coordinates: ReadonlySet<string>;
  /** In the client's format. */
  readonly schema: GraphQLSchema;
  readonly policyIndex: PolicyIndex;
}

/** The last supergraphs read: a check compares the same two for each agency, and reading takes 0.4 s. */
const remembered = new Map<string, ReadableFields>();
const maxRemembered = 2;

/**
 * Returns only fields of object types, because the object's type decides about an interface field.
 * `@inaccessible` fields are omitted.
 * @throws PolicyError, GraphQLError if the supergraph could not be served
 */
export function readableFields(supergraphSdl: string): ReadableFields {
  const known = remembered.get(supergraphSdl);
  if (known !== undefined) return known;
  const read = readFields(supergraphSdl);
  remembered.set(supergraphSdl, read);
  for (const oldest of remembered.keys()) if (remembered.size > maxRemembered) remembered.delete(oldest);
  return read;
}

function readFields(supergraphSdl: string): ReadableFields {
  const document = parse(supergraphSdl, { noLocation: true });
  const policyIndex = buildPolicyIndex(document);
  const schema = consumerSchema(withoutSecurityPurpose(document));
  const coordinates = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => possibleTypes(type, schema).filter((possible) => possible === type))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  return { coordinates: new Set(coordinates), schema, policyIndex };
}
