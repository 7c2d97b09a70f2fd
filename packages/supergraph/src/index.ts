export { accessDiff } from './access-diff/access-diff.ts';
export { parseApprovedScopes } from './access-diff/callers.ts';
export { readableFields } from './access-diff/readable-fields.ts';
export { type Agency, agenciesInFolder } from './composition/agencies-in-folder.ts';
export { CompositionError, composeSupergraph, type SubgraphDefinition } from './composition/compose.ts';
export { consumerSchema } from './composition/consumer-schema.ts';
export { policyFaults } from './policy-cases/policy-faults.ts';
export { buildPolicyIndex, type PolicyIndex } from './policy-index/policy-index.ts';
