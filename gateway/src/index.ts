export { subgraphDirectory } from './subgraphs/transport/subgraph-directory.ts';
export { agenciesInFolder } from './supergraph/agencies-in-folder.ts';
export { CompositionError, composeSupergraph, type SubgraphDefinition } from './supergraph/compose.ts';
export { ownSubgraph } from './supergraph/own-subgraph/own-subgraph.ts';
export { accessDiff } from './tools/access-diff/access-diff.ts';
export { parseApprovedScopes } from './tools/access-diff/callers.ts';
export { policyFaults } from './tools/agency-policies/policy-faults.ts';
