import { runSubgraph } from '@civic-graph/subgraph-kit';
import { parseConfig } from './config.ts';
import { createStatisticsSubgraph } from './subgraph.ts';

await runSubgraph((env) => createStatisticsSubgraph(parseConfig(env)), { PORT: '4004' });
