/* Separate from the composer, so that planner processes need not load it. */
export { type FieldJoin, fieldJoins, keysByGraph } from './field-joins.ts';
export { withGatheredRules } from './gathered-rules.ts';
export { possibleTypes, type TypeWithFields, takesIn } from './possible-types.ts';
export { withoutSecurityPurpose } from './security-links.ts';
export { joined, type Ownership, readOwnership, subgraphNames } from './subgraph-ownership.ts';
