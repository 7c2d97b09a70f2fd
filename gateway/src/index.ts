export { buildPolicyIndex, type PolicyIndex } from './authorization/policy-index.ts';
export { type GatewayConfig, readConfig } from './config.ts';
export { createGateway, type Gateway, type GatewayDependencies } from './gateway.ts';
export { CompositionError, composeSupergraph, type SubgraphDefinition } from './supergraph/compose.ts';
