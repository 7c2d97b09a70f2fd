/* For tests and benchmarks of other workspaces. Nothing that runs in production imports it. */
export { accessOf } from './admission/authorization/access.ts';
export { filterOperation } from './admission/authorization/filter-operation.ts';
export { readCostDirectives } from './admission/demand-control/cost-directives.ts';
export { explainAccess } from './admission/explain-access.ts';
export { subgraphDefaults } from './config/config.ts';
export { createEngine } from './execution/create-engine.ts';
export type { OperationResult } from './execution/engine.ts';
export { type PreparedOperation, prepareOperation } from './execution/prepared-operation.ts';
export { includeAll } from './lib/graphql/inclusion.ts';
export { UsageCounter } from './observability/usage/usage-counter.ts';
export type { PlannerFactory } from './planning/planner.ts';
export { createApolloPlanner } from './planning/planners/apollo-planner.ts';
export { createInProcessRustPlanner } from './planning/planners/in-process-rust-planner.ts';
export { loadPlanner } from './planning/planners/load-planner.ts';
export { createRustPlanner } from './planning/planners/rust-planner.ts';
export { readAnswer } from './subgraphs/transport/read-answer.ts';
export { createSubgraphClient, type SubgraphClient } from './subgraphs/transport/subgraph-client.ts';
export { admitSupergraph, type ServedSupergraph } from './supergraph/served-supergraph.ts';
