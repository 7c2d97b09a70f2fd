import { errorCauses } from '@apollo/federation-internals';
import { applyTagFilterOnSubgraphs } from '@theguild/federation-composition';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { consumerSchema } from '../composition/consumer-schema.ts';
import { withoutSecurityPurpose } from '../graphql/security-links.ts';
import { ContractError } from './contract-error.ts';
import { hasQueryField, hideEmptyUnions } from './hidden-elements.ts';
import { readTagNames, withInaccessibleLink, withPlainTags, withTagsBesideFields } from './tag-directives.ts';
import { withoutUnreachableTypes } from './unreachable-types.ts';

/** Which tagged elements of a supergraph a contract shows. */
export interface ContractFilter {
  /** If not empty, only fields and unions with one of these tags, or whose type has one. */
  readonly includeTags: readonly string[];
  /** Never an element with one of these tags, whatever other tags it has. */
  readonly excludeTags: readonly string[];
  /** Whether types that no field of the contract leads to are left out. */
  readonly hidesUnreachableTypes: boolean;
}

/** Reasons named in an error. */
const maxReasons = 3;

/**
 * The schema that clients of a contract see: what the filter leaves of the supergraph's own.
 *
 * The rules are those of GraphOS contracts (ADR 0062). Tags are read from the supergraph, which has those of
 * all subgraphs.
 * @throws ContractError if no query field is left, or what is left is no valid schema
 */
export function contractSchema(supergraphSdl: string, filter: ContractFilter): GraphQLSchema {
  const filtered = hideByTags(parse(supergraphSdl, { noLocation: true }), filter);
  if (!hasQueryField(filtered)) throw new ContractError('CONTRACT_EMPTY', emptyReason(filter));
  let schema: GraphQLSchema;
  try {
    schema = consumerSchema(withoutSecurityPurpose(filtered));
  } catch (error) {
    throw new ContractError('CONTRACT_INVALID', reasonsOf(error), { cause: error });
  }
  return filter.hidesUnreachableTypes ? withoutUnreachableTypes(schema) : schema;
}

/** The supergraph with `@inaccessible` on everything that the contract does not show. */
function hideByTags(supergraph: DocumentNode, { includeTags, excludeTags }: ContractFilter): DocumentNode {
  const names = readTagNames(supergraph);
  const plain = withPlainTags(supergraph, names);
  const [included] = includeTags;
  const typeDefs = included === undefined ? plain : withTagsBesideFields(plain, included);
  const filter = { include: new Set(includeTags), exclude: new Set(excludeTags) };
  const [hidden = { typeDefs }] = applyTagFilterOnSubgraphs([{ typeDefs }], filter);
  return withInaccessibleLink(hideEmptyUnions(hidden.typeDefs), names);
}

function emptyReason({ includeTags, excludeTags }: ContractFilter): string {
  return includeTags.length > 0
    ? `no field of Query has one of the tags ${includeTags.join(', ')} and none of the excluded ones`
    : `every field of Query has one of the tags ${excludeTags.join(', ')}`;
}

function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reasons = (errorCauses(error) ?? [error]).map(({ message }) => message.replace(/\.$/, ''));
  const more = reasons.length - maxReasons;
  return [...reasons.slice(0, maxReasons), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
