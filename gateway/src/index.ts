export { type AccessChange, accessDiff } from './access-diff/access-diff.ts';
export { parseApprovedScopes } from './access-diff/callers.ts';
export { readableFields } from './access-diff/readable-fields.ts';
export { policyFaults } from './agency-policies/policy-faults.ts';
export { Journal, journalLimits } from './audit/journal.ts';
export { type OpenJournalFile, openJournalFile } from './audit/journal-file.ts';
export { accessOf } from './authorization/access.ts';
export { explainAccess } from './authorization/explain-access.ts';
export { filterOperation } from './authorization/filter-operation.ts';
export { buildPolicyIndex, type PolicyIndex } from './authorization/policy-index.ts';
export { type GatewayConfig, readConfig, subgraphDefaults } from './config.ts';
export { createEngine } from './execution/create-engine.ts';
export type { Engine, OperationResult } from './execution/engine.ts';
export { type PreparedOperation, prepareOperation } from './execution/prepared-operation.ts';
export { createGateway, type Gateway, type GatewayDependencies } from './gateway.ts';
export { readCostDirectives } from './limits/cost-directives.ts';
export { includeAll } from './operation/inclusion.ts';
export { ownSubgraph } from './own-subgraph/own-subgraph.ts';
export { createApolloPlanner } from './planning/planners/apollo-planner.ts';
export { createInProcessRustPlanner } from './planning/planners/in-process-rust-planner.ts';
export { loadPlanner } from './planning/planners/load-planner.ts';
export { createRustPlanner } from './planning/planners/rust-planner.ts';
export { agenciesInFolder } from './supergraph/agencies-in-folder.ts';
export { CompositionError, composeSupergraph, type SubgraphDefinition } from './supergraph/compose.ts';
export { consumerSchema } from './supergraph/consumer-schema.ts';
export {
  admitSupergraph,
  type PlannerFactory,
  type ServedSupergraph,
} from './supergraph/served-supergraph.ts';
export { subgraphDirectory } from './supergraph/subgraph-directory.ts';
export { readAnswer } from './transport/read-answer.ts';
export { createSubgraphClient, type SubgraphClient } from './transport/subgraph-client.ts';
