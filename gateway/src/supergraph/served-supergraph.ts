import { createHash } from 'node:crypto';
import {
  assertValidSchema,
  buildASTSchema,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  parse,
} from 'graphql';
import { buildPolicyIndex, type PolicyIndex } from '../authorization/policy-index.ts';
import type { TypeMatcher } from '../execution/representations.ts';
import type { Planner } from '../planning/planner.ts';
import { withoutSecurityPurpose } from './security-links.ts';

/** A supergraph that passed every check, with all that is derived from it alone. */
export interface ServedSupergraph {
  /** Hash of the SDL, whatever its layout: two with the same version serve the same. */
  readonly version: string;
  /** SDL without `for: SECURITY`, as `@apollo/gateway` accepts it. */
  readonly gatewaySdl: string;
  readonly policyIndex: PolicyIndex;
  readonly planner: Planner;
  readonly matches: TypeMatcher;
}

export type PlannerFactory = (supergraphSdl: string, gatewaySdl: string) => Planner;

/**
 * Checks a supergraph and derives what serving it takes.
 *
 * The policy index comes first and from the full SDL: what it cannot enforce must not be served, and
 * `@apollo/gateway` would serve it to anyone once the SECURITY purpose is gone.
 *
 * @throws PolicyError, or the planner's or parser's error, where the supergraph must not be served
 */
export function admitSupergraph(supergraphSdl: string, createPlanner: PlannerFactory): ServedSupergraph {
  const document = parse(supergraphSdl, { noLocation: true });
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  // One without a query type, say, can be parsed and planned, and would go live.
  assertValidSchema(schema);
  const policyIndex = buildPolicyIndex(document);
  const gatewaySdl = withoutSecurityPurpose(document);
  return {
    version: createHash('sha256').update(gatewaySdl).digest('hex').slice(0, 16),
    gatewaySdl,
    policyIndex,
    planner: createPlanner(supergraphSdl, gatewaySdl),
    matches: typeMatcher(schema),
  };
}

function typeMatcher(schema: GraphQLSchema): TypeMatcher {
  return (typeCondition, typename) => {
    if (typeCondition === typename) return true;
    const condition = schema.getType(typeCondition);
    const type = schema.getType(typename);
    return isAbstractType(condition) && isObjectType(type) && schema.isSubType(condition, type);
  };
}
