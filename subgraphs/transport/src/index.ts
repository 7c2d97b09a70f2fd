import { runSubgraph } from '@civic-graph/subgraph-kit';
import { readConfig } from './config.ts';
import { createTransportSubgraph } from './subgraph.ts';

await runSubgraph((env) => createTransportSubgraph(readConfig(env)), { PORT: '4002' });
