import { runSubgraph } from '@civic-graph/subgraph-kit';
import { defaults, readConfig } from './config.ts';
import { createPaymentsSubgraph } from './subgraph.ts';

await runSubgraph((env) => createPaymentsSubgraph(readConfig(env)), defaults);
