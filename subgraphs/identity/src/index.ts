import { runSubgraph } from '@civic-graph/subgraph-kit';
import { readConfig } from './config.ts';
import { createIdentitySubgraph } from './subgraph.ts';

await runSubgraph(async (env) => createIdentitySubgraph(readConfig(env)), { PORT: '4001' });
