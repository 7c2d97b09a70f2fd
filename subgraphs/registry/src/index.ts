import { runSubgraph } from '@civic-graph/subgraph-kit';
import { defaults, readConfig } from './config.ts';
import { createRegistrySubgraph } from './subgraph.ts';

await runSubgraph((env) => createRegistrySubgraph(readConfig(env)), defaults);
