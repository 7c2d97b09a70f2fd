export { subgraphDirectory } from './subgraphs/transport/subgraph-directory.ts';
export { ownSubgraph } from './supergraph/own-subgraph/own-subgraph.ts';
